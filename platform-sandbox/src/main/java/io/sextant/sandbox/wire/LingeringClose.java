package io.sextant.sandbox.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose client may still be sending.
 *
 * <p>Closed at once, what has arrived unread makes the system reset the connection, and the client never sees the answer.
 * So the client, told that this was the last answer, closes; where it does not, time does.
 */
public final class LingeringClose {
    private static final int LINGER_SECONDS = 5;

    private LingeringClose() {}

    /** Sends the last answer; what still arrives is read and dropped. */
    public static void after(ChannelHandlerContext context, FullHttpResponse answer) {
        HttpUtil.setKeepAlive(answer, false);
        var _ = context.writeAndFlush(answer)
                .addListener(sent -> closeAfter(sent.isSuccess() ? LINGER_SECONDS : 0, context));
    }

    private static void closeAfter(int seconds, ChannelHandlerContext context) {
        Runnable close = () -> {
            var _ = context.close();
        };
        var _ = context.executor().schedule(close, seconds, TimeUnit.SECONDS);
    }
}
