package io.sextant.sandbox.apiserver.http;

/** Answers requests; throws {@link io.sextant.sandbox.apiserver.kind.ApiProblem} to refuse one. */
public interface Api {
    /** Answers one request. */
    Reply handle(ApiRequest request);
}
