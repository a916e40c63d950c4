package io.sextant.api.approval;

import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.tenancy.UserId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells approvers what waits for them, and who asked what became of it, in the transaction of both. */
@Component
class TellApproval {
    private final Notices notices;
    private final Delegations delegations;
    private final JdbcClient jdbc;

    TellApproval(Notices notices, Delegations delegations, JdbcClient jdbc) {
        this.notices = notices;
        this.delegations = delegations;
        this.jdbc = jdbc;
    }

    /** Tells those who are asked next, and who stands in for them; nobody where nobody is. */
    void asked(ApprovalRequest request) {
        request.open().ifPresent(stage -> {
            Approver approver = stage.approver();
            notices.tell(asked(
                    request,
                    stage,
                    new Audience.Holders(approver.permission(), node(approver, request), notToDecide(request))));
            delegations
                    .delegatesFor(request)
                    .forEach(delegate -> notices.tell(asked(request, stage, new Audience.Person(delegate.value()))));
        });
    }

    /** Who asked, and whoever approved an earlier stage: were they told, those who can decide might not be. */
    private static Set<UUID> notToDecide(ApprovalRequest request) {
        return Stream.concat(
                        Stream.of(request.askedBy()),
                        request.stages().stream()
                                .map(ApprovalRequest.Stage::approval)
                                .filter(Objects::nonNull)
                                .flatMap(approval -> Stream.of(approval.by(), approval.onBehalfOf())))
                .filter(Objects::nonNull)
                .map(UserId::value)
                .collect(Collectors.toSet());
    }

    private static Notice asked(ApprovalRequest request, ApprovalRequest.Stage stage, Audience audience) {
        return new Notice(
                NoticeKind.APPROVAL_REQUEST,
                "approval/%s/%d".formatted(request.id(), stage.number()),
                audience,
                "%s of %s waits for your approval".formatted(request.kind().label(), request.deploymentName()),
                "%s of %s asks for %d x %s. %s"
                        .formatted(
                                request.askedByName(),
                                request.teamName(),
                                request.gpus(),
                                request.pool(),
                                String.join(" ", stage.reasons())),
                path(request));
    }

    /** Tells who asked. */
    void ended(ApprovalRequest request, String sentence) {
        notices.tell(new Notice(
                NoticeKind.APPROVAL_DECISION,
                "approval/%s/%s".formatted(request.id(), request.state()),
                new Audience.Person(request.askedBy().value()),
                "%s of %s: %s"
                        .formatted(
                                request.kind().label(),
                                request.deploymentName(),
                                request.state().label().toLowerCase(Locale.ROOT)),
                sentence,
                path(request)));
    }

    /** Nobody has a role in the organisation itself, so that those are told who approve for all of it. */
    private UUID node(Approver approver, ApprovalRequest request) {
        return approver == Approver.TEAM_ADMINISTRATOR
                ? request.team().value()
                : jdbc.sql("select id from org_node where parent_id is null")
                        .query(UUID.class)
                        .single();
    }

    private static String path(ApprovalRequest request) {
        return "/approvals/" + request.id();
    }
}
