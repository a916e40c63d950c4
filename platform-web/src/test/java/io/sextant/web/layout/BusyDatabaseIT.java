package io.sextant.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** While others hold every connection to the database, a request is told to come back and is not begun. */
class BusyDatabaseIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();

    @Test
    void tellsAClientToComeBackAndServesItOnceAConnectionIsFree() throws SQLException {
        Browserless api = Browserless.withToken(PRODUCT.url(), PRODUCT.adminToken());
        HttpResponse<String> refused;
        List<Connection> taken = new ArrayList<>();
        try {
            HikariDataSource pool = PRODUCT.bean(DataSource.class).unwrap(HikariDataSource.class);
            while (taken.size() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }
            refused = api.get("/api/v1/teams");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(refused.body()).contains("urn:sextant:problem:overloaded");
        assertThat(api.get("/api/v1/teams").statusCode()).isEqualTo(200);
    }
}
