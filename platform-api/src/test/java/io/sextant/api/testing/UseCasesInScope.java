package io.sextant.api.testing;

import io.sextant.api.isolation.TeamScope;
import io.sextant.api.tenancy.Actor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;

/**
 * Runs every use case that a test calls with an actor behind the wall between teams, as a request of that actor would.
 *
 * <p>So each test of a use case also shows that it needs no rows of other teams, or takes the way through the wall.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class UseCasesInScope {
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DefaultPointcutAdvisor inTheScopeOfTheActor() {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(new WithAnActor(), new InScope());
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    private static final class WithAnActor extends StaticMethodMatcherPointcut {
        @Override
        public boolean matches(Method method, Class<?> type) {
            return type.getName().startsWith("io.sextant.api.")
                    && !type.getPackageName().endsWith(".web")
                    && !Modifier.isFinal(type.getModifiers())
                    && !type.isRecord()
                    && Modifier.isPublic(method.getModifiers())
                    && Arrays.asList(method.getParameterTypes()).contains(Actor.class);
        }
    }

    private static final class InScope implements MethodInterceptor {
        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            TeamScope before = TeamScope.current();
            Actor actor = Arrays.stream(invocation.getArguments())
                    .filter(Actor.class::isInstance)
                    .map(Actor.class::cast)
                    .findFirst()
                    .orElseThrow();
            TeamScope.become(actor.scope());
            try {
                return invocation.proceed();
            } finally {
                TeamScope.become(before);
            }
        }
    }
}
