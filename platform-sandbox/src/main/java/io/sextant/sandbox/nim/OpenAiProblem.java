package io.sextant.sandbox.nim;

/** A request that is answered with an OpenAI error object. */
final class OpenAiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private OpenAiProblem(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static OpenAiProblem badRequest(String message) {
        return new OpenAiProblem(400, "BadRequestError", message);
    }

    static OpenAiProblem notFound(String message) {
        return new OpenAiProblem(404, "NotFoundError", message);
    }

    static OpenAiProblem methodNotAllowed(String message) {
        return new OpenAiProblem(405, "MethodNotAllowedError", message);
    }

    static OpenAiProblem tooLarge(String message) {
        return new OpenAiProblem(413, "RequestTooLargeError", message);
    }

    static OpenAiProblem unavailable(String message) {
        return new OpenAiProblem(503, "ServiceUnavailableError", message);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
