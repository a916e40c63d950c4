package io.sextant.web.production;

import io.sextant.api.tenancy.OrganisationSetup;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Stops the start when the database holds accounts whose passwords are published. */
@Component
@Profile("!sandbox")
class DemoCredentialsGuard implements InitializingBean {
    private final OrganisationSetup organisation;

    DemoCredentialsGuard(OrganisationSetup organisation) {
        this.organisation = organisation;
    }

    @Override
    public void afterPropertiesSet() {
        if (organisation.hasDemoUsers()) {
            throw new IllegalStateException("The database holds demo accounts, whose passwords are published."
                    + " Use a database that the sandbox profile never wrote to.");
        }
    }
}
