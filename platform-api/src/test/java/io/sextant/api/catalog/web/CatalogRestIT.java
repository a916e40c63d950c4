package io.sextant.api.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class CatalogRestIT {
    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    private String bearer;

    @BeforeEach
    void aViewer() {
        bearer = people.bearer(people.member(people.team(), TeamRole.VIEWER));
    }

    private MvcTestResult get(String uri) {
        return rest.get().uri(uri).header(HttpHeaders.AUTHORIZATION, bearer).exchange();
    }

    @Test
    void listsModelsThatMatch() {
        assertThat(get("/api/v1/models?publisher=OpenAI"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[*].nimId")
                .asArray()
                .containsExactly("openai/gpt-oss-120b", "openai/gpt-oss-20b");
        assertThat(get("/api/v1/models?text=no-such-model"))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(0);
    }

    @Test
    void showsAModelWithProfilesAndSources() {
        MvcTestResult model = get("/api/v1/models/mistralai/mistral-7b-instruct-v0.3");
        assertThat(model).hasStatusOk();
        assertThat(model)
                .bodyJson()
                .extractingPath("$.imageRepository")
                .isEqualTo("nvcr.io/nim/mistralai/mistral-7b-instruct-v0.3");
        assertThat(model)
                .bodyJson()
                .extractingPath("$.profiles[0].id")
                .asString()
                .matches("[0-9a-f]{64}");
        assertThat(model)
                .bodyJson()
                .extractingPath("$.facts[0].source")
                .asString()
                .isNotBlank();
        assertThat(model).bodyJson().doesNotHavePath("$.summary");
    }

    @Test
    void saysWhatAnUnknownModelMayHaveMeant() {
        assertThat(get("/api/v1/models/meta/llama-3.1-8b"))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.remedy")
                .asString()
                .contains("meta/llama-3.1-8b-instruct");
    }

    @Test
    void refusesFiltersThatCannotBeMeant() {
        assertThat(get("/api/v1/models?lifecycle=young")).hasStatus(400);
        assertThat(get("/api/v1/models?min_parameters_b=many")).hasStatus(400);
        assertThat(get("/api/v1/models?gpu=H1000")).hasStatus(404);
    }

    @Test
    void showsGpusWithTheirNodeLabel() {
        assertThat(get("/api/v1/gpus"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[?(@.name == 'L40S')].productLabel")
                .asArray()
                .containsExactly("NVIDIA-L40S");
        assertThat(get("/api/v1/gpus/A100-SXM-80GB")).bodyJson().doesNotHavePath("$.tflopsFp8");
    }
}
