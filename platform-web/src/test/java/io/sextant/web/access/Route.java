package io.sextant.web.access;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One route of the product as its controllers declare it.
 *
 * @param path with every variable replaced by a value of the right form
 * @param permission null unless the audience is PERMITTED
 * @param everywhere whether only a platform role will do
 */
record Route(
        String method,
        String path,
        Audience audience,
        @Nullable Permission permission,
        boolean everywhere) {
    enum Audience {
        ANYONE,
        ANY_USER,
        PERMITTED,
        DEPLOYER
    }

    private static final Map<String, String> VALUES = Map.of(
            "cluster", "sandbox",
            "fault", "f1",
            "team", "support-chatbot",
            "publisher", "meta",
            "name", "llama-3.1-8b-instruct",
            "id", "00000000-0000-4000-8000-000000000000");

    static List<Route> all(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.sextant."))
                .flatMap(entry -> of(entry.getKey(), entry.getValue()).stream())
                .distinct()
                .toList();
    }

    boolean isApi() {
        return path.startsWith("/api/");
    }

    /** Whether the roles of a signed-in user suffice for it, in some team or other. */
    boolean isOpenTo(Actor actor) {
        return switch (audience) {
            case ANYONE, ANY_USER -> true;
            case PERMITTED ->
                permission != null && (everywhere ? actor.mayEverywhere(permission) : actor.mayAnywhere(permission));
            case DEPLOYER -> false;
        };
    }

    /** Whether it may not be refused for the sake of the team that it is about. */
    boolean isOpenEverywhereTo(Actor actor) {
        return permission == null || actor.mayEverywhere(permission);
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + (permission == null ? audience : permission) + ")";
    }

    private static List<Route> of(RequestMappingInfo info, HandlerMethod handler) {
        Set<RequestMethod> declared = info.getMethodsCondition().getMethods();
        Set<RequestMethod> methods = declared.isEmpty() ? Set.of(RequestMethod.GET) : declared;
        return info.getPatternValues().stream()
                .flatMap(pattern -> methods.stream()
                        .map(method -> new Route(
                                method.name(),
                                filled(pattern),
                                audienceOf(handler),
                                permissionOf(handler),
                                isEverywhere(handler))))
                .toList();
    }

    private static Audience audienceOf(HandlerMethod handler) {
        if (handler.hasMethodAnnotation(Requires.Anyone.class)) {
            return Audience.ANYONE;
        }
        if (handler.hasMethodAnnotation(Requires.AnyUser.class)) {
            return Audience.ANY_USER;
        }
        return handler.hasMethodAnnotation(Requires.Deployer.class) ? Audience.DEPLOYER : Audience.PERMITTED;
    }

    private static @Nullable Permission permissionOf(HandlerMethod handler) {
        Requires requires = handler.getMethodAnnotation(Requires.class);
        return requires == null ? null : requires.value();
    }

    private static boolean isEverywhere(HandlerMethod handler) {
        Requires requires = handler.getMethodAnnotation(Requires.class);
        return requires != null && requires.everywhere();
    }

    private static String filled(String pattern) {
        String path = pattern;
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            path = path.replaceAll("\\{\\*?" + value.getKey() + "(:[^}]*)?}", value.getValue());
        }
        return path.replaceAll("\\{[^}]*}", "1");
    }
}
