package io.sextant.web.sandbox;

import io.sextant.api.tenancy.TokenKey;
import io.sextant.web.signin.SignInHints;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
@EnableConfigurationProperties(SandboxSettings.class)
class SandboxConfiguration {
    @Bean
    DataDirectory dataDirectory(SandboxSettings settings) {
        return DataDirectory.open(settings.dataDir().toAbsolutePath().normalize());
    }

    @Bean
    TokenKey tokenKey(DataDirectory directory) {
        String key = directory.secret("token-key");
        return () -> key;
    }

    @Bean
    SignInHints demoAccountsOnSignIn() {
        return new SignInHints(
                DemoAccount.ALL.stream()
                        .map(account -> new SignInHints.Account(account.username(), account.name(), account.what()))
                        .toList(),
                DemoAccount.PASSWORD);
    }

    // A database named by the environment (tests on Testcontainers, say) is used instead of the embedded one.
    @Bean
    DatabaseChoice databaseChoice(DataDirectory directory, Environment environment) {
        String url = environment.getProperty("spring.datasource.url");
        if (url != null) {
            return new DatabaseChoice(
                    url,
                    environment.getProperty("spring.datasource.username", "postgres"),
                    environment.getProperty("spring.datasource.password", ""),
                    () -> {});
        }
        EmbeddedDatabase database = EmbeddedDatabase.start(directory);
        return new DatabaseChoice(database.jdbcUrl(), "postgres", "", database::close);
    }
}
