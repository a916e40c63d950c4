package io.sextant.sandbox.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.sextant.sandbox.apiserver.kind.Documents;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelStreamTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());

    @AfterEach
    void close() {
        group.shutdownGracefully().syncUninterruptibly();
    }

    @Test
    void anEventSentOnTheConnectionsThreadOvertakesNoneThatAnotherThreadSentBefore() {
        CompletableFuture<ChannelHandlerContext> served = new CompletableFuture<>();
        List<String> received = new CopyOnWriteArrayList<>();
        LocalAddress address = new LocalAddress(ChannelStreamTest.class);
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(LocalServerChannel.class)
                .childHandler(new Serving(served))
                .bind(address)
                .syncUninterruptibly()
                .channel();
        Channel client = new Bootstrap()
                .group(group)
                .channel(LocalChannel.class)
                .handler(new Reading(received))
                .connect(address)
                .syncUninterruptibly()
                .channel();
        ChannelHandlerContext ctx = served.join();
        ChannelStream stream = ChannelStream.webSocket(ctx);

        ctx.executor().execute(() -> {
            CompletableFuture.runAsync(() -> send(stream, "modified")).join();
            send(stream, "deleted");
        });

        await().until(() -> received.size() == 2);
        assertThat(received).containsExactly("{\"type\":\"modified\"}", "{\"type\":\"deleted\"}");
        client.close().syncUninterruptibly();
        server.close().syncUninterruptibly();
    }

    private static void send(ChannelStream stream, String type) {
        stream.send(Documents.object().put("type", type));
    }

    private static final class Serving extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<ChannelHandlerContext> served;

        private Serving(CompletableFuture<ChannelHandlerContext> served) {
            this.served = served;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            served.complete(ctx);
        }
    }

    private static final class Reading extends ChannelInboundHandlerAdapter {
        private final List<String> received;

        private Reading(List<String> received) {
            this.received = received;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            TextWebSocketFrame frame = (TextWebSocketFrame) message;
            received.add(frame.text());
            frame.release();
        }
    }
}
