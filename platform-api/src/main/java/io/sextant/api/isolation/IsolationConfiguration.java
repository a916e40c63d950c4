package io.sextant.api.isolation;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IsolationConfiguration {
    @Bean
    static BeanPostProcessor scopedDataSources() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool && !(bean instanceof ScopedDataSource)
                        ? new ScopedDataSource(pool)
                        : bean;
            }
        };
    }

    // Behind Spring Security: who signs in is looked for among all.
    @Bean
    FilterRegistrationBean<RequestScopeFilter> requestScopeFilter() {
        FilterRegistrationBean<RequestScopeFilter> filter = new FilterRegistrationBean<>(new RequestScopeFilter());
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return filter;
    }
}
