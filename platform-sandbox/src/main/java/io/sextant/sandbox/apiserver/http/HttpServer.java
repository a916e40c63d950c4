package io.sextant.sandbox.apiserver.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Listens on loopback and hands requests to the API. */
public final class HttpServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int BACKLOG = 256;

    private final EventLoopGroup acceptor =
            new MultiThreadIoEventLoopGroup(1, daemons("sandbox-accept"), NioIoHandler.newFactory());
    private final EventLoopGroup workers =
            new MultiThreadIoEventLoopGroup(THREADS, daemons("sandbox-http"), NioIoHandler.newFactory());
    private final Channel channel;

    /** Starts to listen; port 0 takes a free one. */
    public HttpServer(int port, Api api) {
        try {
            channel = new ServerBootstrap()
                    .group(acceptor, workers)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel child) {
                            child.pipeline()
                                    .addLast(new HttpServerCodec())
                                    .addLast(new BodyAggregator())
                                    .addLast(new RequestHandler(api));
                        }
                    })
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .syncUninterruptibly()
                    .channel();
        } catch (RuntimeException e) {
            shutDown();
            throw e;
        }
    }

    private static DefaultThreadFactory daemons(String name) {
        return new DefaultThreadFactory(name, true);
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        shutDown();
    }

    private void shutDown() {
        var _ = acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        var _ = workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
