package io.sextant.sandbox.apiserver.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;

/** Writes without waiting; a failed write closes the connection, which is all there is to do about it. */
final class Wire {
    private Wire() {}

    static void send(ChannelHandlerContext ctx, Object message) {
        var _ = ctx.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    static void sendLast(ChannelHandlerContext ctx, Object message) {
        var _ = ctx.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
    }

    static void close(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }
}
