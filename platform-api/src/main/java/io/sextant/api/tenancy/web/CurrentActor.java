package io.sextant.api.tenancy.web;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands a controller method its {@link Actor} parameter.
 *
 * <p>Tokens and sessions alike are resolved in each request, so the actor has the roles of now.
 */
@Component
public class CurrentActor implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Actor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** The user behind an authentication. */
    Actor of(@Nullable Authentication authentication) {
        if (authentication instanceof ActorAuthentication known) {
            return known.getPrincipal();
        }
        throw new PlatformProblem.Forbidden("This is for users.", "Sign in, or use a user's API token.");
    }
}
