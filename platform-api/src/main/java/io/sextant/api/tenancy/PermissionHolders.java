package io.sextant.api.tenancy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells who holds a permission, for what has to reach people whom nobody named. */
@Service
@Transactional(readOnly = true)
public class PermissionHolders {
    private final JdbcClient jdbc;

    PermissionHolders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * People whose role in the node grants the permission; where there are none, those who hold it in the whole organisation.
     *
     * <p>So a team's own people come first, and those above are asked only where the team has nobody for it. Accounts that are
     * disabled do not count, nor do service accounts.
     *
     * @param except who does not count either
     */
    public List<UserId> at(Permission permission, UUID node, Set<UUID> except) {
        List<UserId> own = people("""
                select u.id
                  from user_account u
                 where u.kind = 'PERSON' and u.disabled_at is null
                   and exists (select from user_team_role r where r.user_id = u.id and r.team_id = :node and r.role in (:roles))
                 order by u.id
                """, node, names(TeamRole.values(), role -> role.grants(permission)), except);
        return own.isEmpty()
                ? people("""
                        select u.id
                          from user_account u
                         where u.kind = 'PERSON' and u.disabled_at is null
                           and exists (select from user_platform_role r where r.user_id = u.id and r.role in (:roles))
                         order by u.id
                        """, node, names(PlatformRole.values(), role -> role.grants(permission)), except)
                : own;
    }

    private List<UserId> people(String sql, UUID node, List<String> roles, Set<UUID> except) {
        if (roles.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(sql)
                .param("node", node)
                .param("roles", roles)
                .query((row, n) -> new UserId(row.getObject("id", UUID.class)))
                .stream()
                .filter(person -> !except.contains(person.value()))
                .toList();
    }

    private static <R extends Enum<R>> List<String> names(R[] roles, Predicate<R> granting) {
        return Arrays.stream(roles).filter(granting).map(Enum::name).toList();
    }
}
