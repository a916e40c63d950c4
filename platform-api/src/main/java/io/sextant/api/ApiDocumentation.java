package io.sextant.api;

import io.sextant.api.cluster.DeployerIdentity;
import io.sextant.api.tenancy.Actor;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {
    private static final String TOKEN = "apiToken";

    static {
        // Who calls is known from the token; it is no parameter that anybody sends.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, DeployerIdentity.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Sextant REST API")
                        .version("v1")
                        .description(
                                "Plan, deploy, watch, meter and retire LLM inference. Send an API token of yours as"
                                        + " bearer token. Errors are RFC 9457 problems with a remedy."))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
}
