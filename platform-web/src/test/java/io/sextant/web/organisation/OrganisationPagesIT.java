package io.sextant.web.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks the pages of the tree without scripts. */
class OrganisationPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static Browserless admin;

    @BeforeAll
    static void signIn() {
        admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
    }

    @Test
    void showsWhyAMoveDoesNotFitAndWhatWouldMakeRoom() {
        assertThat(admin.get("/organisation/translation/move?parent=customer-care")
                        .body())
                .contains("It does not fit there", "One of these makes room:", "Guarantee Customer Care at least")
                .doesNotContain(">Move it<");
    }

    @Test
    void movesNothingToWhereItLies() {
        assertThat(admin.get("/organisation/translation/move?parent=engineering")
                        .body())
                .contains("It lies there already.")
                .doesNotContain(">Move it<");
    }

    @Test
    void tellsWhatIsWrongWithANameBesideIt() {
        HttpResponse<String> refused = admin.postForm(
                "/organisation/translation", "/organisation/translation/name", Map.of("revision", "1", "name", " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("aria-invalid=\"true\"", "Give it a name of 1 to 100 characters.");
    }
}
