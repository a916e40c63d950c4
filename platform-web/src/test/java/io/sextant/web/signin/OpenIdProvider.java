package io.sextant.web.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** An OpenID provider on a port of its own, whose people tests choose and whose answers they can bend. */
final class OpenIdProvider implements AutoCloseable {
    static final String PASSWORD = "provider-password";
    static final String CLIENT = "sextant";
    static final String SECRET = "a secret of the provider";

    private final ConfigurableApplicationContext context;
    private final Answers answers;

    private OpenIdProvider(ConfigurableApplicationContext context) {
        this.context = context;
        this.answers = context.getBean(Answers.class);
    }

    static OpenIdProvider start() {
        SpringApplication application = new SpringApplication(Setup.class);
        // Not with the settings of the product that lies on the same class path.
        application.setDefaultProperties(Map.of("spring.config.name", "openid-provider", "server.port", "0"));
        return new OpenIdProvider(application.run("--spring.config.name=openid-provider", "--server.port=0"));
    }

    String issuer() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Lets that address of the platform ask. */
    void trust(String platform) {
        answers.platform = platform;
    }

    /** Has a person with these claims; the name is the subject. */
    void knows(String name, Map<String, Object> claims) {
        answers.people.put(name, new HashMap<>(claims));
    }

    /** Changes each ID token before it is signed; null for not at all. */
    void bend(@Nullable Consumer<JwtClaimsSet.Builder> bend) {
        answers.bend = bend;
    }

    /** Signs with a key that it does not publish. */
    void forge(boolean forge) {
        answers.signing = forge ? Answers.key() : answers.published;
    }

    /** Signs with a new key that it publishes, and no longer with the old one. */
    void renewKey() {
        answers.published = Answers.key();
        answers.signing = answers.published;
    }

    void down(boolean down) {
        answers.down = down;
    }

    @Override
    public void close() {
        context.close();
    }

    static final class Answers {
        private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
        private volatile String platform = "http://127.0.0.1:1";
        private volatile boolean down;
        private volatile @Nullable Consumer<JwtClaimsSet.Builder> bend;
        private volatile RSAKey published = key();
        private volatile RSAKey signing = published;

        static RSAKey key() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                KeyPair pair = generator.generateKeyPair();
                return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                        .privateKey(pair.getPrivate())
                        .keyID(UUID.randomUUID().toString())
                        .build();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        RegisteredClient client() {
            return RegisteredClient.withId(CLIENT)
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(platform + OidcSignIn.CALLBACK)
                    .postLogoutRedirectUri(platform + SignOut.SIGNED_OUT)
                    .scope("openid")
                    .scope("profile")
                    .scope("email")
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .build();
        }
    }

    /** Not found by scanning, since nothing marks it: the product does not get it. */
    @EnableWebSecurity
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    static class Setup {
        @Bean
        Answers answers() {
            return new Answers();
        }

        @Bean
        FilterRegistrationBean<Filter> outage(Answers answers) {
            FilterRegistrationBean<Filter> outage = new FilterRegistrationBean<>((request, response, chain) -> {
                if (answers.down) {
                    ((HttpServletResponse) response).setStatus(503);
                } else {
                    chain.doFilter(request, response);
                }
            });
            outage.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return outage;
        }

        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(Customizer.withDefaults());
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(resource -> resource.jwt(Customizer.withDefaults()))
                    .exceptionHandling(
                            errors -> errors.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users(Answers answers) {
            return name -> User.withUsername(name)
                    .password("{noop}" + PASSWORD)
                    .disabled(!answers.people.containsKey(name))
                    .roles("PERSON")
                    .build();
        }

        @Bean
        RegisteredClientRepository clients(Answers answers) {
            return new RegisteredClientRepository() {
                @Override
                public void save(RegisteredClient client) {
                    // It would keep a better hash of the secret.
                }

                @Override
                public RegisteredClient findById(String id) {
                    return answers.client();
                }

                @Override
                public @Nullable RegisteredClient findByClientId(String id) {
                    return CLIENT.equals(id) ? answers.client() : null;
                }
            };
        }

        // Who asks for keys to publish names no type; who signs or checks does.
        @Bean
        JWKSource<SecurityContext> keys(Answers answers) {
            return (selector, context) -> selector.select(
                    new JWKSet(selector.getMatcher().getKeyTypes() == null ? answers.published : answers.signing));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(Answers answers) {
            return token -> {
                if (token.getTokenType().getValue().equals("id_token")) {
                    token.getClaims()
                            .claims(all -> all.putAll(answers.people.getOrDefault(
                                    token.getPrincipal().getName(), Map.of())));
                    Consumer<JwtClaimsSet.Builder> bend = answers.bend;
                    if (bend != null) {
                        bend.accept(token.getClaims());
                    }
                }
            };
        }
    }
}
