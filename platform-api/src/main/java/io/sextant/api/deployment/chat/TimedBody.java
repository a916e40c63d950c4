package io.sextant.api.deployment.chat;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A request body that remembers when its last byte was handed over to the connection. */
final class TimedBody implements HttpRequest.BodyPublisher {
    private final HttpRequest.BodyPublisher body;
    private volatile long sentAtNanos = System.nanoTime();

    TimedBody(byte[] bytes) {
        this.body = HttpRequest.BodyPublishers.ofByteArray(bytes);
    }

    long sentAtNanos() {
        return sentAtNanos;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer item) {
                subscriber.onNext(item);
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                sentAtNanos = System.nanoTime();
                subscriber.onComplete();
            }
        });
    }
}
