package io.sextant.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogPagesIT {
    private static Browserless viewer;

    @BeforeAll
    static void signIn() {
        viewer = Browserless.signedIn(StartedProduct.shared().url(), "vik@demo.sextant", "sextant-demo");
    }

    @Test
    void filtersModels() {
        HttpResponse<String> answer = viewer.get("/catalog?publisher=OpenAI&maxParametersB=50");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("/catalog/openai/gpt-oss-20b")
                .doesNotContain("/catalog/openai/gpt-oss-120b");
    }

    @Test
    void tellsThatNothingMatchesAndOffersAReset() {
        assertThat(viewer.get("/catalog?text=zzz").body()).contains("No model matches", "Reset the filters");
    }

    @Test
    void refusesFiltersItCannotReadInPlace() {
        HttpResponse<String> number = viewer.get("/catalog?minParametersB=many");
        assertThat(number.statusCode()).isEqualTo(422);
        assertThat(number.body()).contains("Parameters must be a number of billions");
        assertThat(viewer.get("/catalog?gpu=H1000").statusCode()).isEqualTo(422);
    }

    @Test
    void showsFactsWithSourcesProfilesAndTheWayToAPlan() {
        Browserless developer =
                Browserless.signedIn(StartedProduct.shared().url(), "dana@demo.sextant", "sextant-demo");
        assertThat(developer.get("/catalog/meta/llama-3.1-8b-instruct").body())
                .contains(
                        "nvcr.io/nim/meta/llama-3.1-8b-instruct:1.15.5",
                        "tensorrt_llm-h100-fp8-tp2-pp1-latency",
                        "aiconfigurator",
                        "href=\"/plan?model=meta/llama-3.1-8b-instruct\"");
        assertThat(viewer.get("/catalog/meta/llama-3.1-8b-instruct").body())
                .as("who may not plan")
                .contains("aiconfigurator")
                .doesNotContain("/plan?model=");
    }

    @Test
    void offersTheNearestModelsWhereThereIsNone() {
        HttpResponse<String> answer = viewer.get("/catalog/meta/lama-3.1-8b-instruct");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("meta/llama-3.1-8b-instruct");
    }

    @Test
    void showsGpusWithPricesAndQuotes() {
        assertThat(viewer.get("/catalog/gpus").body()).contains("NVIDIA-H100-80GB-HBM3", "3.99");
        assertThat(viewer.get("/catalog/gpus/H100-SXM-80GB").body())
                .contains("median of 11 dated quotes", "runpod secure", "9 Nov 2026");
        assertThat(viewer.get("/prices").body()).contains("2.40 to 12.29");
        assertThat(viewer.get("/prices/L40S").body()).contains("A recorded price never changes");
    }
}
