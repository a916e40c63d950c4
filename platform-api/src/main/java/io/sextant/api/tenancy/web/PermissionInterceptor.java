package io.sextant.api.tenancy.web;

import io.sextant.api.isolation.TeamScope;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

@Component
class PermissionInterceptor implements HandlerInterceptor {
    private final CurrentActor current;

    PermissionInterceptor(CurrentActor current) {
        this.current = current;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("io.sextant.")) {
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            check(method, who);
            if (who instanceof ActorAuthentication user) {
                TeamScope.become(user.getPrincipal().scope());
            } else if (method.hasMethodAnnotation(Requires.Deployer.class)) {
                TeamScope.become(new TeamScope.Every());
            }
        }
        return true;
    }

    private void check(HandlerMethod method, @org.jspecify.annotations.Nullable Authentication who) {
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires != null) {
            Actor actor = current.of(who);
            if (requires.everywhere()) {
                actor.requireEverywhere(requires.value());
            } else if (!actor.mayAnywhere(requires.value())) {
                throw new PlatformProblem.Forbidden(
                        "None of your roles allows this (" + requires.value() + ").",
                        "Ask an administrator of your team or of the platform for the role you need.");
            }
        } else if (method.hasMethodAnnotation(Requires.AnyUser.class)) {
            current.of(who);
        } else if (method.hasMethodAnnotation(Requires.Deployer.class)) {
            if (who == null || !who.isAuthenticated() || who instanceof ActorAuthentication) {
                throw new PlatformProblem.Forbidden(
                        "Only a cluster's deployer may call this.", "Use the token the cluster was registered with.");
            }
        } else if (!method.hasMethodAnnotation(Requires.Anyone.class)) {
            throw new IllegalStateException(method + " declares no permission");
        }
    }
}
