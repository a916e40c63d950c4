package io.sextant.api.notification;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.tenancy.Actor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which notices a person gets by e-mail too; all of them, unless they choose otherwise. */
@Service
@Transactional
public class NoticePreferences {
    private final JdbcClient jdbc;
    private final AuditTrail audit;

    NoticePreferences(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** The kinds that come by e-mail. */
    @Transactional(readOnly = true)
    public Set<NoticeKind> byEmail(Actor actor) {
        Set<String> without =
                Set.copyOf(jdbc.sql("select kind from notice_preference where user_id = :person and not by_email")
                        .param("person", actor.id().value())
                        .query(String.class)
                        .list());
        return Arrays.stream(NoticeKind.values())
                .filter(kind -> !without.contains(kind.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NoticeKind.class)));
    }

    /** Only these from now on. */
    public void choose(Set<NoticeKind> byEmail, Actor actor) {
        Set<NoticeKind> before = byEmail(actor);
        for (NoticeKind kind : NoticeKind.values()) {
            jdbc.sql("""
                            insert into notice_preference (user_id, kind, by_email) values (:person, :kind, :chosen)
                                on conflict on constraint notice_preference_pk do update set by_email = excluded.by_email
                            """)
                    .param("person", actor.id().value())
                    .param("kind", kind.name())
                    .param("chosen", byEmail.contains(kind))
                    .update();
        }
        audit.record(
                actor.who(),
                AuditEvent.of("notice.choose", "account", actor.id())
                        .from(told(before))
                        .to(told(byEmail)));
    }

    private static Map<String, List<String>> told(Set<NoticeKind> kinds) {
        return Map.of("byEmail", kinds.stream().sorted().map(Enum::name).toList());
    }
}
