package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.http.Reply;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Answers clients that ask what they may do: everything, since the sandbox knows no users. */
final class AccessReviews {
    private static final List<String> PATH = List.of("apis", "authorization.k8s.io", "v1", "selfsubjectaccessreviews");

    private AccessReviews() {}

    static boolean concerns(ApiRequest request) {
        return request.path().equals(PATH);
    }

    static Reply answer(ApiRequest request) {
        if (!request.method().equals("POST")) {
            throw ApiProblem.methodNotAllowed();
        }
        if (!(Documents.json(request.body()).node() instanceof ObjectNode review)
                || !review.path("spec").isObject()) {
            throw ApiProblem.badRequest("a SelfSubjectAccessReview needs a spec");
        }
        review.putObject("status").put("allowed", true).put("reason", "the sandbox allows everything");
        return new Reply.Json(201, review);
    }
}
