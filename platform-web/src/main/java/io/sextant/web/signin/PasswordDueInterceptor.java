package io.sextant.web.signin;

import io.sextant.api.tenancy.ActorAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Leads who has a password from an administrator to the page where they choose their own, and nowhere else. */
@Configuration(proxyBeanMethods = false)
class PasswordDueInterceptor implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", PasswordController.PATH, "/error", "/signin");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        boolean due = handler instanceof HandlerMethod
                && SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication user
                && user.getPrincipal().passwordDue();
        if (due) {
            response.sendRedirect(request.getContextPath() + PasswordController.PATH);
        }
        return !due;
    }
}
