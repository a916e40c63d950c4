package io.sextant.sandbox.nim;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one address under which the ready replicas of a NIMService, or of a deployment, answer.
 *
 * <p>All its connections and its replicas' engines live on one event loop, so nothing here is locked. A request goes to the replica with
 * the fewest in flight.
 */
final class NimEndpoint {
    private final EngineRoom room;
    private final EventLoop loop;
    private final Channel server;
    private List<ReplicaEngine> engines = List.of();

    /** Opens an address: this port of loopback, or another where it is 0 or taken. */
    NimEndpoint(EngineRoom room, int port) {
        this.room = room;
        this.loop = room.loop();
        ChannelFuture asked = bind(port).awaitUninterruptibly();
        this.server =
                (asked.isSuccess() ? asked : bind(0)).syncUninterruptibly().channel();
    }

    private ChannelFuture bind(int port) {
        return new ServerBootstrap()
                .group(loop, loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Connections())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Serves with these replicas from now on; what the others have begun they finish. */
    void serve(List<NimReplica> replicas) {
        loop.submit(() -> replace(replicas)).syncUninterruptibly();
    }

    /** What an adapter's rules make of the replicas' gauges: by pod uid, then by name. */
    Map<String, Map<String, Double>> adapted() {
        return loop.submit(() -> engines.stream()
                        .collect(Collectors.toMap(engine -> engine.replica().id(), ReplicaEngine::adapted)))
                .syncUninterruptibly()
                .getNow();
    }

    void close() {
        serve(List.of());
        server.close().syncUninterruptibly();
    }

    /** On the event loop: the model served; empty while no replica is ready. */
    Optional<ServedModel> model() {
        return engines.stream().findFirst().map(engine -> engine.replica().model());
    }

    /** On the event loop: the replica for the next request. */
    Optional<ReplicaEngine> leastBusy() {
        return engines.stream().min(Comparator.comparingInt(ReplicaEngine::inFlight));
    }

    /** On the event loop: the replicas' metrics. */
    String metrics() {
        PrometheusText text = new PrometheusText();
        engines.forEach(engine -> engine.print(text));
        return text.toString();
    }

    long seed() {
        return room.seed();
    }

    private void replace(List<NimReplica> replicas) {
        List<ReplicaEngine> next = replicas.stream().map(room::enter).toList();
        engines.forEach(room::leave);
        engines = next;
    }

    private final class Connections extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channel.config().setTcpNoDelay(true);
            channel.pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new BodyLimit())
                    .addLast(new NimHttpHandler(NimEndpoint.this));
        }
    }
}
