package io.sextant.sandbox.fault;

import io.sextant.sandbox.apiserver.http.Api;
import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.http.Reply;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Kubernetes API with the board's faults, and the requests about faults themselves.
 *
 * <p>The cluster's own controllers are spared: what goes wrong with them are faults of their own.
 */
public final class FaultyApi implements Api {
    /** User agent of the cluster's own controllers. */
    public static final String OWN_AGENT = "sextant-sandbox";

    private static final long LATE_MS = 1000;
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> REVIEWED = Set.of("nimcaches", "nimservices");
    /** Where the kind stands in the path of a namespaced object of a named group. */
    private static final int PLURAL = 5;

    private final FaultBoard board;
    private final Api api;
    private final FaultRequests requests;
    private final Set<FaultySink> watches = ConcurrentHashMap.newKeySet();

    public FaultyApi(FaultBoard board, Api api) {
        this.board = board;
        this.api = api;
        this.requests = new FaultRequests(board);
        board.onChange(() -> watches.forEach(FaultySink::look));
    }

    @Override
    public Reply handle(ApiRequest request) {
        List<String> path = request.path();
        if (FaultRequests.concerns(path)) {
            return requests.answer(request);
        }
        if (request.userAgent().startsWith(OWN_AGENT)) {
            return api.handle(request);
        }
        return faulty(request, namespace(path), name(path), request.method() + " " + String.join("/", path));
    }

    private Reply faulty(ApiRequest request, String namespace, String name, String what) {
        ClockSkew skew = ClockSkew.of(board, namespace, name);
        if (board.strikesNext(FaultKind.SERVER_ERRORS, namespace, name, what)) {
            throw refusal(skew.heard(request), what);
        }
        if (board.strikesNext(FaultKind.TOO_MANY_REQUESTS, namespace, name, what)) {
            throw ApiProblem.tooManyRequests(RETRY_AFTER_SECONDS);
        }
        if (isReviewed(request) && board.strikesNext(FaultKind.WEBHOOK_AWAY, namespace, name, what)) {
            throw webhookAway(request.path().get(PLURAL));
        }
        Reply reply = api.handle(skew.heard(request));
        if (reply instanceof Reply.Json json) {
            reply = new Reply.Json(json.code(), skew.told(json.body()), json.warnings());
        } else if (reply instanceof Reply.Stream(Reply.Source source)) {
            FaultySink.Watched watched = new FaultySink.Watched(namespace, name, what);
            reply = new Reply.Stream(sink -> new FaultySink(board, watched, sink, watches).begin(source));
        }
        return board.strikesNext(FaultKind.LATENCY, namespace, name, what) ? new Reply.Delayed(LATE_MS, reply) : reply;
    }

    /** Whether the operator's webhooks are asked: of whole objects, not of their status. */
    private static boolean isReviewed(ApiRequest request) {
        List<String> path = request.path();
        return WRITES.contains(request.method())
                && path.size() > PLURAL
                && path.size() <= PLURAL + 2
                && path.get(1).equals("apps.nvidia.com")
                && REVIEWED.contains(path.get(PLURAL));
    }

    private static ApiProblem webhookAway(String plural) {
        String kind = plural.substring(0, plural.length() - 1);
        String service = "k8s-nim-operator-webhook-service";
        return ApiProblem.internal("""
                failed calling webhook "v%1$s-v1alpha1.kb.io": failed to call webhook: Post\
                 "https://%2$s.nim-operator.svc:443/validate-apps-nvidia-com-v1alpha1-%1$s?timeout=10s":\
                 no endpoints available for service "%2$s\"""".formatted(kind, service));
    }

    /** Etcd lost its leader, before the request was carried out or after. */
    private ApiProblem refusal(ApiRequest request, String what) {
        if (!board.coin(what)) {
            return ApiProblem.unavailable("the server is currently unable to handle the request");
        }
        if (!request.method().equals("GET")) {
            api.handle(request);
        }
        return ApiProblem.internal("etcdserver: leader changed");
    }

    private static String namespace(List<String> path) {
        int at = path.indexOf("namespaces");
        return at > 0 && path.size() > at + 2 ? path.get(at + 1) : "";
    }

    private static String name(List<String> path) {
        int at = path.indexOf("namespaces");
        return at > 0 && path.size() > at + 3 ? path.get(at + 3) : "";
    }
}
