package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.ObjectWrites.Outcome;
import io.sextant.sandbox.apiserver.http.Api;
import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.http.Reply;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import io.sextant.sandbox.apiserver.table.Tables;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Finds what a path and method mean. */
final class ApiRouter implements Api {
    private final ResourceTypes types;
    private final ObjectReads reads;
    private final ObjectWrites writes;
    private final Deletions deletions;
    private final Subresources subresources;
    private final Discovery discovery;
    private final AggregatedApis aggregated;
    private final OpenApi openApi;
    private final Tables tables;

    ApiRouter(ResourceTypes types, ObjectStore store, Commits commits, Deletions deletions, Clock clock) {
        this.types = types;
        this.reads = new ObjectReads(store);
        this.writes = new ObjectWrites(store, commits);
        this.deletions = deletions;
        this.subresources = new Subresources(store, writes, reads);
        this.discovery = new Discovery(types);
        this.aggregated = new AggregatedApis(store, types);
        this.openApi = new OpenApi(types);
        this.tables = new Tables(clock);
    }

    @Override
    public Reply handle(ApiRequest request) {
        List<String> path = request.path();
        String first = path.isEmpty() ? "" : path.getFirst();
        return switch (first) {
            case "api", "apis" -> api(request, path);
            case "version" -> read(request, discovery.version());
            case "healthz", "readyz", "livez" -> new Reply.Text(200, "ok");
            case "openapi" -> openApi(request, path);
            case "" -> read(request, root());
            default -> throw ApiProblem.noSuchPath();
        };
    }

    private static ObjectNode root() {
        ObjectNode root = Documents.object();
        root.putArray("paths")
                .add("/api")
                .add("/apis")
                .add("/healthz")
                .add("/livez")
                .add("/openapi/v3")
                .add("/readyz")
                .add("/version");
        return root;
    }

    private static Reply read(ApiRequest request, ObjectNode document) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw ApiProblem.methodNotAllowed();
        }
        return new Reply.Json(200, document);
    }

    private Reply openApi(ApiRequest request, List<String> path) {
        if (path.size() < 2 || !path.get(1).equals("v3")) {
            throw ApiProblem.noSuchPath();
        } else if (path.size() == 2) {
            return read(request, openApi.index());
        } else if (path.size() == 4 && path.get(2).equals("api")) {
            return read(request, openApi.document("", path.get(3)));
        } else if (path.size() == 5 && path.get(2).equals("apis")) {
            return read(request, openApi.document(path.get(3), path.get(4)));
        }
        throw ApiProblem.noSuchPath();
    }

    private Reply api(ApiRequest request, List<String> path) {
        if (AccessReviews.concerns(request)) {
            return AccessReviews.answer(request);
        }
        boolean core = path.getFirst().equals("api");
        int groupSegments = core ? 1 : 2;
        if (path.size() == 1) {
            return read(request, core ? discovery.coreVersions() : discovery.groups());
        } else if (!core && path.size() == 2) {
            return read(request, discovery.group(path.get(1)));
        }
        String group = core ? "" : path.get(1);
        String version = path.get(groupSegments);
        List<String> rest = path.subList(groupSegments + 1, path.size());
        return rest.isEmpty()
                ? read(
                        request,
                        aggregated.resources(group, version).orElseGet(() -> discovery.resources(group, version)))
                : resource(request, target(group, version, rest));
    }

    /** {@code plural[/name[/sub]]} or {@code namespaces/ns/plural[/name[/sub]]}. */
    private Target target(String group, String version, List<String> rest) {
        boolean inNamespace = rest.getFirst().equals("namespaces")
                && rest.size() > 2
                && !Set.of("status", "finalize").contains(rest.get(2));
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> left = inNamespace ? rest.subList(2, rest.size()) : rest;
        ResourceType type = types.find(group, version, left.getFirst()).orElseThrow(ApiProblem::noSuchPath);
        String name = left.size() > 1 ? left.get(1) : "";
        if (left.size() > 3 || (type.namespaced() != inNamespace && (inNamespace || !name.isEmpty()))) {
            throw ApiProblem.noSuchPath();
        }
        return new Target(type, namespace, name, left.size() > 2 ? left.get(2) : "");
    }

    private Reply resource(ApiRequest request, Target target) {
        View view = View.of(request, tables);
        return switch (target.subresource()) {
            case "" -> target.isCollection() ? collection(request, target, view) : object(request, target, view);
            case "status" -> {
                require(target.type().is(Trait.STATUS));
                yield part(request, target, view);
            }
            case "finalize" -> {
                require(target.type().kind().equals("Namespace"));
                yield part(request, target, view);
            }
            case "scale" -> {
                require(target.type().is(Trait.SCALE));
                yield scale(request, target);
            }
            case "binding" -> {
                require(target.type().kind().equals("Pod"));
                yield binding(request, target);
            }
            default -> throw ApiProblem.noSuchPath();
        };
    }

    private static void require(boolean served) {
        if (!served) {
            throw ApiProblem.noSuchPath();
        }
    }

    private Reply collection(ApiRequest request, Target target, View view) {
        return switch (request.method()) {
            case "GET" ->
                request.flag("watch")
                        ? reads.watch(target, request, view)
                        : new Reply.Json(200, view.list(target.type(), reads.list(target, request)));
            case "POST" -> {
                writable(target);
                if (target.type().namespaced() && target.namespace().isEmpty()) {
                    throw ApiProblem.methodNotAllowed();
                }
                yield written(target, writes.create(target, request), view);
            }
            case "DELETE" -> {
                writable(target);
                ObjectStore.Snapshot found = reads.list(target, request);
                deletions.delete(target.type(), found.objects(), Deletions.Options.of(request));
                yield new Reply.Json(200, view.list(target.type(), found));
            }
            default -> throw ApiProblem.methodNotAllowed();
        };
    }

    private static void writable(Target target) {
        if (target.type().is(Trait.READ_ONLY)) {
            throw ApiProblem.methodNotAllowed();
        }
    }

    private Reply object(ApiRequest request, Target target, View view) {
        if (request.method().equals("GET") && request.flag("watch")) {
            return reads.watch(target, request, view);
        } else if (request.method().equals("DELETE")) {
            writable(target);
            return new Reply.Json(200, deletions.delete(target, Deletions.Options.of(request)));
        }
        return part(request, target, view);
    }

    private Reply part(ApiRequest request, Target target, View view) {
        return switch (request.method()) {
            case "GET" -> {
                KubeObject object = reads.get(target);
                yield new Reply.Json(200, view.one(target.type(), object, true));
            }
            case "PUT" -> {
                writable(target);
                yield written(target, writes.update(target, request), view);
            }
            case "PATCH" -> {
                writable(target);
                yield written(target, writes.patch(target, request), view);
            }
            default -> throw ApiProblem.methodNotAllowed();
        };
    }

    private Reply scale(ApiRequest request, Target target) {
        return switch (request.method()) {
            case "GET" -> new Reply.Json(200, subresources.scale(target));
            case "PUT", "PATCH" -> new Reply.Json(200, subresources.rescale(target, request));
            default -> throw ApiProblem.methodNotAllowed();
        };
    }

    private Reply binding(ApiRequest request, Target target) {
        if (!request.method().equals("POST")) {
            throw ApiProblem.methodNotAllowed();
        }
        subresources.bind(target, request);
        return new Reply.Json(
                201,
                Documents.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Success"));
    }

    private static Reply written(Target target, Outcome outcome, View view) {
        return new Reply.Json(
                outcome.created() ? 201 : 200, view.one(target.type(), outcome.object(), true), outcome.warnings());
    }
}
