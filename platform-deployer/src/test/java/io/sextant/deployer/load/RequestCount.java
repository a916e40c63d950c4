package io.sextant.deployer.load;

import io.sextant.sandbox.apiserver.http.Api;
import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.http.Reply;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the requests that reach an API server, by who sends them and what they ask. */
final class RequestCount {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String DEPLOYER = "sextant-deployer";
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> applied = new ConcurrentHashMap<>();

    private List<KillPoint> points = List.of();
    private volatile Runnable kill = () -> {};
    private int deployerWrites;
    private int kills;

    /** The API with the count around it. */
    Api around(Api api) {
        return request -> {
            String agent = request.userAgent().replaceAll("[/ ].*", "");
            count(request, agent);
            Reply reply = agent.equals(DEPLOYER) && WRITES.contains(request.method())
                    ? written(api, request)
                    : api.handle(request);
            if (agent.equals(DEPLOYER) && request.method().equals("PATCH") && reply instanceof Reply.Json json) {
                applied(request.path(), json.code());
            }
            return reply;
        };
    }

    private Reply written(Api api, ApiRequest request) {
        KillPoint point = reached();
        if (point != null && point.before()) {
            kill.run();
            throw ApiProblem.unavailable("the deployer is dead");
        }
        Reply reply = api.handle(request);
        if (point != null) {
            kill.run();
        }
        return reply;
    }

    private synchronized @Nullable KillPoint reached() {
        deployerWrites++;
        KillPoint reached = points.stream()
                .filter(point -> point.write() == deployerWrites)
                .findFirst()
                .orElse(null);
        kills += reached == null ? 0 : 1;
        return reached;
    }

    /** Counts the deployer's writes anew, and has it killed at these. */
    synchronized void killAt(List<KillPoint> writes, Runnable killing) {
        deployerWrites = 0;
        kills = 0;
        points = List.copyOf(writes);
        kill = killing;
    }

    /** Writes of the deployer since then. */
    synchronized int deployerWrites() {
        return deployerWrites;
    }

    /** How often it was killed since then. */
    synchronized int kills() {
        return kills;
    }

    private void applied(List<String> path, int code) {
        if (code < 300 && path.size() > 2) {
            applied.computeIfAbsent(path.get(path.size() - 2), _ -> ConcurrentHashMap.newKeySet())
                    .add(String.join("/", path));
        }
    }

    /** Objects of a kind that the deployer applied so far. */
    int applied(String plural) {
        return applied.getOrDefault(plural, Set.of()).size();
    }

    private void count(ApiRequest request, String agent) {
        String verb = request.flag("watch") ? "WATCH" : request.method();
        counts.computeIfAbsent(agent + " " + verb, _ -> new LongAdder()).increment();
        if (agent.equals(DEPLOYER)) {
            kinds.computeIfAbsent(verb + " " + resource(request), _ -> new LongAdder())
                    .increment();
        }
    }

    private static String resource(ApiRequest request) {
        int at = request.path().indexOf("namespaces");
        int place = at > 0 && request.path().size() > at + 2
                ? at + 2
                : request.path().size() - 1;
        return request.path().isEmpty() ? "" : request.path().get(place);
    }

    /** All requests of the deployer so far. */
    long ofDeployer() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(DEPLOYER + " "))
                .mapToLong(count -> count.getValue().sum())
                .sum();
    }

    /** Writes of everybody so far. */
    long writes() {
        return counts.entrySet().stream()
                .filter(count -> WRITES.contains(count.getKey().replaceAll(".* ", "")))
                .mapToLong(count -> count.getValue().sum())
                .sum();
    }

    /** Everything by agent and verb. */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((name, count) -> all.put(name, count.sum()));
        return all;
    }

    /** What the deployer asked, by verb and resource. */
    Map<String, Long> deployerKinds() {
        Map<String, Long> all = new TreeMap<>();
        kinds.forEach((name, count) -> all.put(name, count.sum()));
        return all;
    }
}
