package io.sextant.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class PlatformStartIT {
    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Test
    void answersWhoOwnsTheToken() {
        Actor admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        assertThat(rest.get().uri("/api/v1/me").header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.username")
                .isEqualTo(admin.username());
    }

    @Test
    void refusesRequestsWithoutToken() {
        assertThat(rest.get().uri("/api/v1/me"))
                .hasStatus(401)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:unauthenticated");
    }
}
