package io.sextant.sandbox.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelStreamTest {
    private static final long NOTHING_SCHEDULED = -1;

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final ChannelHandlerContext ctx = channel.pipeline().firstContext();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private ChannelStream watch() {
        ChannelStream stream = ChannelStream.chunked(ctx);
        stream.begin(sink -> {
            sink.schedule(3_600_000, () -> {});
            return () -> {};
        });
        assertThat(channel.runScheduledPendingTasks()).isPositive();
        return stream;
    }

    @Test
    void keepsNothingScheduledForAClientThatHasGone() {
        watch().cancel();

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING_SCHEDULED);
    }

    @Test
    void keepsNothingScheduledForAnEndedWatchAndTakesNothingMore() {
        ChannelStream stream = watch();

        stream.end();
        stream.schedule(1000, () -> {});

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING_SCHEDULED);
    }
}
