package io.sextant.sandbox.apiserver.schema;

/** A definition that says something an API server would not accept; the message names the place in it. */
public final class SchemaFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchemaFault(String place, String reason) {
        super(place.isEmpty() ? reason : place + ": " + reason);
    }

    SchemaFault(String place, String reason, Throwable cause) {
        super(place + ": " + reason, cause);
    }
}
