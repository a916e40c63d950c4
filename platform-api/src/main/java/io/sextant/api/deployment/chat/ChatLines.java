package io.sextant.api.deployment.chat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of an answer with the moments at which they arrived, for a reader who may be slower. */
final class ChatLines implements Flow.Subscriber<String> {
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();

    /** Takes the lines of an answer with status 200 and passes over the body of any other. */
    HttpResponse.BodyHandler<String> handler() {
        return info -> info.statusCode() == 200
                ? HttpResponse.BodySubscribers.fromLineSubscriber(this, _ -> "", StandardCharsets.UTF_8, null)
                : HttpResponse.BodySubscribers.replacing("");
    }

    /** Notes how the exchange ended; after all its lines. */
    void ended(@Nullable HttpResponse<String> response, @Nullable Throwable failure) {
        items.add(
                response == null
                        ? new Item.Broken(failure == null ? new IllegalStateException("no response") : failure)
                        : new Item.End(response.statusCode()));
    }

    /** The next item; null if none came in that time. */
    @Nullable
    Item next(Duration longest) throws InterruptedException {
        return items.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    // What is held back is bounded by the longest answer that was asked for.
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        items.add(new Item.Line(line, System.nanoTime()));
    }

    // Both are told by the exchange as well, once its body is complete.
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}

    /** A line, or how the exchange ended. */
    sealed interface Item {
        record Line(String text, long atNanos) implements Item {}

        record End(int status) implements Item {}

        record Broken(Throwable cause) implements Item {}
    }
}
