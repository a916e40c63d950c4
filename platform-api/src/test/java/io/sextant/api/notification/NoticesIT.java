package io.sextant.api.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.EndingTokens;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.tenancy.Tokens;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

class NoticesIT extends WithReceivers {
    @Autowired
    NoticeInbox inbox;

    @Autowired
    SendMails mails;

    @Autowired
    WarnOfTokens tokenWarnings;

    @Autowired
    ForgetOldNotices forgetting;

    @Autowired
    Tokens tokens;

    @Autowired
    EndingTokens endingTokens;

    @Autowired
    JdbcClient jdbc;

    private Team team;
    private Actor member;
    private Actor viewer;

    @BeforeEach
    void aTeam() {
        team = people.team();
        member = people.member(team, TeamRole.MEMBER);
        viewer = people.member(team, TeamRole.VIEWER);
    }

    @Test
    void tellsWhoHoldsThePermissionInTheTeamOnceByItsKey() {
        Actor platform = people.platform(PlatformRole.PLATFORM_ADMIN);
        Notice notice = toDeployers("key");
        tell(notice);
        tell(notice);
        tell(new Notice(
                notice.kind(), notice.onceKey(), new Audience.Person(member.id().value()), "again", "", "/"));
        assertThat(titles(member)).containsExactly("key happened");
        assertThat(titles(viewer)).isEmpty();
        assertThat(titles(platform)).isEmpty();
        assertThat(inbox.unread(member)).isEqualTo(1);
    }

    @Test
    void tellsThoseAboveWhereTheTeamHasNobodyForIt() {
        Actor platform = people.platform(PlatformRole.PLATFORM_ADMIN);
        Actor auditor = people.platform(PlatformRole.AUDITOR);
        tell(new Notice(
                NoticeKind.QUOTA_REQUEST,
                "above",
                new Audience.Holders(Permission.ADMINISTER, team.id().value()),
                "above happened",
                "",
                "/"));
        assertThat(titles(platform)).containsExactly("above happened");
        assertThat(titles(auditor)).isEmpty();
        assertThat(titles(member)).isEmpty();
    }

    @Test
    void tellsNothingOfWhatWasRolledBackAndNeverWithoutATransaction() {
        transaction.executeWithoutResult(status -> {
            notices.tell(toDeployers("undone"));
            status.setRollbackOnly();
        });
        assertThat(titles(member)).isEmpty();
        mails.sendAll();
        assertThat(mailsTo(member)).isEmpty();
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> notices.tell(toDeployers("alone")));
    }

    @Test
    void tellsNobodyWhoseAccountIsDisabled() {
        jdbc.sql("update user_account set disabled_at = now() where id = :id")
                .param("id", member.id().value())
                .update();
        tell(new Notice(
                NoticeKind.QUOTA_DECISION,
                "gone",
                new Audience.Person(member.id().value()),
                "t",
                "",
                "/"));
        assertThat(titles(member)).isEmpty();
    }

    @Test
    void listsByRestPageByPageAndMarksAsRead() {
        for (int number = 1; number <= 3; number++) {
            tell(toDeployers("number-" + number));
        }
        assertThat(get("/api/v1/notices?page_size=2", member))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"unread": 3, "items": [{"title": "number-3 happened", "kind": "DEPLOYMENT_TROUBLE"},
                                                {"title": "number-2 happened", "path": "/deployments"}]}
                        """);
        String next = inbox.list(false, new PageRequest(2, null), member).nextPageToken();
        assertThat(get("/api/v1/notices?page_size=2&page_token=" + next, member))
                .bodyJson()
                .isLenientlyEqualTo("{\"items\": [{\"title\": \"number-1 happened\"}]}");

        List<InboxNotice> all = list(member);
        assertThat(send(HttpMethod.POST, "/api/v1/notices/" + all.get(2).id() + "/reading", member, ""))
                .hasStatusOk()
                .bodyText()
                .contains("readAt");
        assertThat(inbox.unread(member)).isEqualTo(2);
        assertThat(send(
                        HttpMethod.POST,
                        "/api/v1/notices/reading",
                        member,
                        "{\"upTo\": " + all.get(1).id() + "}"))
                .hasStatus(204);
        assertThat(get("/api/v1/notices?unread=true", member))
                .bodyJson()
                .isLenientlyEqualTo("{\"unread\": 1, \"items\": [{\"title\": \"number-3 happened\"}]}");
        assertThat(get("/api/v1/notices?page_token=bm8", member)).hasStatus(400);
    }

    @Test
    void showsNobodyTheNoticesOfOthers() {
        tell(toDeployers("mine"));
        long id = list(member).getFirst().id();
        assertThat(get("/api/v1/notices", viewer)).bodyText().doesNotContain("mine");
        assertThat(send(HttpMethod.POST, "/api/v1/notices/" + id + "/reading", viewer, ""))
                .hasStatus(404);
        assertThat(inbox.unread(member)).isEqualTo(1);
    }

    @Test
    void sendsAPlainEmailThatLeadsToThePage() throws MessagingException {
        tell(toDeployers("mailed"));
        mails.sendAll();
        mails.sendAll();
        MimeMessage mail = mailsTo(member).getFirst();
        assertThat(mailsTo(member)).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("mailed happened");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("sextant@example.com");
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(GreenMailUtil.getBody(mail))
                .contains("What to do", "https://sextant.example.com/deployments")
                .contains("https://sextant.example.com/notices/preferences");
    }

    @Test
    void sendsNoEmailOfKindsThatOneDoesNotWant() {
        assertThat(send(HttpMethod.PUT, "/api/v1/notices/preferences", member, "{\"byEmail\": [\"TOKEN_END\"]}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.byEmail")
                .asArray()
                .containsExactly("TOKEN_END");
        tell(toDeployers("unwanted"));
        mails.sendAll();
        assertThat(mailsTo(member)).isEmpty();
        assertThat(titles(member)).containsExactly("unwanted happened");
        assertThat(send(HttpMethod.PUT, "/api/v1/notices/preferences", member, "{\"byEmail\": [\"NONSENSE\"]}"))
                .hasStatus(400);
    }

    @Test
    void triesAgainLaterWhereTheServerDoesNotAnswer() {
        mails.sendAll();
        tell(toDeployers("late"));
        SMTP.stop();
        try {
            mails.sendAll();
        } finally {
            SMTP.start();
        }
        mails.sendAll();
        assertThat(mailsTo(member)).as("not due yet").isEmpty();
        clock.advance(Duration.ofSeconds(30));
        mails.sendAll();
        assertThat(mailsTo(member)).hasSize(1);
        assertThat(jdbc.sql("""
                        select m.attempts from notice_mail m join notice n on n.id = m.notice_id
                         where n.user_id = :person and m.state = 'SENT'
                        """)
                        .param("person", member.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void warnsOfATokenFourteenThreeAndOneDaysBeforeItExpires() {
        tokens.issue(member.id(), "nightly");
        Instant end = endingTokens.between(clock.instant(), clock.instant().plus(Duration.ofDays(100))).stream()
                .filter(token -> token.user().equals(member.id().value()))
                .findFirst()
                .orElseThrow()
                .expiresAt();
        Instant began = clock.instant();
        try {
            for (int hours : List.of(15 * 24, 14 * 24, 13 * 24, 3 * 24, 47, 24, 1)) {
                clock.set(end.minus(Duration.ofHours(hours)));
                tokenWarnings.warn();
                tokenWarnings.warn();
            }
        } finally {
            clock.set(began);
        }
        assertThat(titles(member))
                .containsExactly(
                        "The API token \"nightly\" expires within a day",
                        "The API token \"nightly\" expires in 3 days",
                        "The API token \"nightly\" expires in 14 days");
    }

    @Test
    void forgetsWhatIsOld() {
        tell(toDeployers("old"));
        jdbc.sql("update notice set told_at = :old where user_id = :person")
                .param("old", Timestamp.from(clock.instant().minus(Duration.ofDays(366))))
                .param("person", member.id().value())
                .update();
        tell(toDeployers("new"));
        forgetting.forget();
        assertThat(titles(member)).containsExactly("new happened");
    }

    private Notice toDeployers(String key) {
        return new Notice(
                NoticeKind.DEPLOYMENT_TROUBLE,
                key,
                new Audience.Holders(Permission.DEPLOY, team.id().value()),
                key + " happened",
                "What to do about it.",
                "/deployments");
    }

    private List<InboxNotice> list(Actor actor) {
        return inbox.list(false, new PageRequest(50, null), actor).items();
    }

    private List<String> titles(Actor actor) {
        return list(actor).stream().map(InboxNotice::title).toList();
    }

    private static List<MimeMessage> mailsTo(Actor actor) {
        return Arrays.stream(SMTP.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(actor.username()))
                .toList();
    }

    private static List<String> recipients(MimeMessage mail) {
        try {
            return Arrays.stream(mail.getRecipients(Message.RecipientType.TO))
                    .map(Object::toString)
                    .toList();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
