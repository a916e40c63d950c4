package io.sextant.web.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MoneyPagesIT {
    private static Browserless admin;
    private static Browserless member;

    @BeforeAll
    static void signIn() {
        StartedProduct product = StartedProduct.shared();
        admin = Browserless.signedIn(product.url(), "admin@demo.sextant", "sextant-demo");
        member = Browserless.signedIn(product.url(), "dana@demo.sextant", "sextant-demo");
    }

    @Test
    void showsAMemberTheStatementOfTheirTeamAndNoOther() {
        HttpResponse<String> own = member.get("/statements");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body())
                .contains("Statement of Support Chatbot", "Preliminary")
                .doesNotContain("Close ");
        assertThat(member.get("/statements?node=northwind").statusCode()).isEqualTo(404);
        assertThat(member.get("/statements?node=code-assistant").statusCode()).isEqualTo(404);
        assertThat(member.get("/statements?month=soon").statusCode()).isEqualTo(400);
        assertThat(admin.get("/statements").body()).contains("Statement of Northwind Group");
    }

    @Test
    void handsStatementsOutAsTables() {
        String month = member.get("/statements").body().replaceFirst("(?s).*month=(\\d{4}-\\d{2}).*", "$1");
        String query = "?node=support-chatbot&month=" + month;
        assertThat(member.get("/statements/lines.csv" + query).body()).startsWith("month,node,kind,");
        assertThat(member.get("/statements/focus.csv" + query).body()).startsWith("BilledCost,BillingAccountId,");
        assertThat(member.get("/statements/focus.csv?node=northwind&month=" + month)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsCostsApartByEveryDimension() {
        for (String by : new String[] {"node", "team", "model", "deployment", "gpu"}) {
            assertThat(admin.get("/showback?by=" + by).statusCode()).as(by).isEqualTo(200);
        }
        assertThat(admin.get("/showback?by=colour").statusCode()).isEqualTo(400);
        assertThat(member.get("/showback.csv?by=model").body()).startsWith("month,node,by,");
    }

    @Test
    void holdsUsageInventoryAndStatementsAgainstEachOther() {
        assertThat(admin.get("/statements").body()).contains("/statements/reconciliation?");
        HttpResponse<String> page = admin.get("/statements/reconciliation");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Reconciliation of ", "All clusters");
        assertThat(admin.get("/statements/reconciliation.csv").body()).startsWith("first_month,last_month,");
        assertThat(admin.get("/statements/reconciliation?from=soon").statusCode())
                .isEqualTo(400);
        assertThat(admin.get("/statements/reconciliation?from=2026-03&until=2026-02")
                        .body())
                .as("months in the wrong order")
                .contains("Reconciliation of February 2026 to March 2026");
        assertThat(member.get("/statements").body()).doesNotContain("/statements/reconciliation");
        assertThat(member.get("/statements/reconciliation").statusCode()).isEqualTo(403);
    }

    @Test
    void doesNotCloseAMonthThatIsNotOver() {
        HttpResponse<String> page = admin.get("/statements");
        String month = page.body().replaceFirst("(?s).*month=(\\d{4}-\\d{2}).*", "$1");
        Map<String, String> close = Map.of("month", month, "node", "northwind");
        assertThat(admin.postForm("/budgets/new", "/statements/closing", close).statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/statements?node=northwind&month=" + month).body())
                .contains("Nothing was closed", "Preliminary", "can be closed once its last hour is sealed");
        Map<String, String> sure = Map.of("month", month, "node", "northwind", "sure", "true");
        assertThat(admin.postForm("/budgets/new", "/statements/closing", sure).statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/statements?node=northwind&month=" + month).body())
                .contains("Preliminary")
                .doesNotContain("Nothing was closed");
        assertThat(member.postForm(
                                "/statements", "/statements/closing", Map.of("month", month, "node", "support-chatbot"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void setsRaisesAndChangesABudgetWithoutScripts() {
        assertThat(member.get("/budgets").body()).contains("Support Chatbot").doesNotContain("Translation");
        assertThat(member.get("/budgets/new").statusCode()).isEqualTo(403);
        Map<String, String> form =
                Map.of("node", "document-search", "period", "month", "mode", "hard", "amount", "a lot");
        HttpResponse<String> wrong = admin.postForm("/budgets/new", "/budgets", form);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("is not a number", "value=\"a lot\"");
        HttpResponse<String> created = admin.postForm(
                "/budgets/new",
                "/budgets",
                Map.of("node", "document-search", "period", "month", "mode", "hard", "amount", "123456.50"));
        assertThat(created.statusCode()).isEqualTo(302);
        String location = created.headers().firstValue("Location").orElseThrow();
        String path = location.substring(location.indexOf("/budgets/"));
        assertThat(admin.get(path).body())
                .contains("Budget of Document Search", "123,456.50", "Ladder", "Within the budget");
        HttpResponse<String> early = admin.postForm(path, path + "/production-stop", Map.of("why", "To save"));
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("Production can be stopped for a hard budget that is used up");
        assertThat(member.postForm("/budgets", path + "/production-stop", Map.of("why", "To save"))
                        .statusCode())
                .isEqualTo(403);

        assertThat(admin.postForm(
                                path,
                                path + "/raises",
                                Map.of("raiseAmount", "10", "expiresOn", "2020-01-01", "reason", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.postForm(path, path, Map.of("mode", "advise", "amount", "99", "revision", "7"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.postForm(path, path, Map.of("mode", "advise", "amount", "99", "revision", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.get(path).body()).contains("Requests beyond it go through");
        assertThat(member.get(path).statusCode()).isEqualTo(404);

        admin.postForm(path, path + "/end", Map.of("revision", "1"));
        assertThat(admin.get(path).body()).contains("was changed by", "decide again");
        assertThat(admin.postForm(path, path + "/end", Map.of("revision", "2")).statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/budgets").body())
                .contains("The budget of Document Search has ended")
                .doesNotContain(path);
    }

    @Test
    void worksOutThePriceOfOwnServers() {
        HttpResponse<String> page =
                admin.get("/prices/on-premises?serverPrice=280512&gpusPerServer=8&serviceLifeYears=4"
                        + "&serverPowerKw=8&pue=1.5&electricityPrice=0.2&operationsPerServerYear=7012.8");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("1.400000", "8 kW x PUE 1.5 x 0.2 USD/kWh / 8 GPUs", "Record it as a price");
        assertThat(member.get("/prices/on-premises?serverPrice=much").statusCode())
                .isEqualTo(422);
    }
}
