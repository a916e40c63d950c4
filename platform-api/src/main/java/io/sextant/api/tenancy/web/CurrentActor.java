package io.sextant.api.tenancy.web;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.SignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands a controller method its {@link Actor} parameter.
 *
 * <p>The actor is read again in each request: a session outlives the roles it began with.
 */
@Component
public class CurrentActor implements HandlerMethodArgumentResolver {
    private static final String ATTRIBUTE = CurrentActor.class.getName();

    private final SignIn signIn;

    CurrentActor(SignIn signIn) {
        this.signIn = signIn;
    }

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
        if (request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Actor known) {
            return known;
        }
        Actor actor = of(SecurityContextHolder.getContext().getAuthentication());
        request.setAttribute(ATTRIBUTE, actor, RequestAttributes.SCOPE_REQUEST);
        return actor;
    }

    /** The user behind an authentication, with the roles they have now. */
    Actor of(@Nullable Authentication authentication) {
        if (authentication instanceof ActorAuthentication known) {
            return signIn.current(known.getPrincipal().id())
                    .orElseThrow(() -> new PlatformProblem.Forbidden(
                            "Your account is gone.", "Ask a platform administrator to restore it."));
        }
        throw new PlatformProblem.Forbidden("This is for users.", "Sign in, or use a user's API token.");
    }
}
