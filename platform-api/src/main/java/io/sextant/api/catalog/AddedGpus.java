package io.sextant.api.catalog;

import io.sextant.planner.hardware.GpuProduct;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The GPU products that administrators added, in Postgres. */
@Component
class AddedGpus {
    private final JdbcClient jdbc;

    AddedGpus(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StoredGpu> all() {
        return jdbc.sql("select * from catalog_gpu order by added_at, name")
                .query(AddedGpus::gpu)
                .list();
    }

    Optional<StoredGpu> find(String name) {
        return jdbc.sql("select * from catalog_gpu where name = :name")
                .param("name", name)
                .query(AddedGpus::gpu)
                .optional();
    }

    void insert(StoredGpu gpu) {
        bound(gpu, """
                        insert into catalog_gpu
                          (name, title, product_label, memory_gib, memory_type, memory_bandwidth_gb_s, tflops_bf16,
                           tflops_fp8, tflops_fp4, nvlink_gb_s, allreduce_gb_s, pcie, board_power_w, max_gpus_per_node,
                           source, notes, revision, added_at, added_by, changed_at, changed_by)
                        values
                          (:name, :title, :label, :memory, :memoryType, :bandwidth, :bf16,
                           :fp8, :fp4, :nvlink, :allreduce, :pcie, :power, :perNode,
                           :source, :notes, :revision, :addedAt, :addedBy, :changedAt, :changedBy)
                        """).update();
    }

    /** Replaces it, if nobody else did since the revision before; false if somebody did. */
    boolean update(StoredGpu gpu) {
        return bound(gpu, """
                        update catalog_gpu
                           set title = :title, product_label = :label, memory_gib = :memory, memory_type = :memoryType,
                               memory_bandwidth_gb_s = :bandwidth, tflops_bf16 = :bf16, tflops_fp8 = :fp8,
                               tflops_fp4 = :fp4, nvlink_gb_s = :nvlink, allreduce_gb_s = :allreduce, pcie = :pcie,
                               board_power_w = :power, max_gpus_per_node = :perNode, source = :source, notes = :notes,
                               revision = :revision, changed_at = :changedAt, changed_by = :changedBy
                         where name = :name and revision = :revision - 1
                        """).update() == 1;
    }

    void delete(String name) {
        jdbc.sql("delete from catalog_gpu where name = :name")
                .param("name", name)
                .update();
    }

    private JdbcClient.StatementSpec bound(StoredGpu gpu, String sql) {
        GpuProduct product = gpu.product();
        JdbcClient.StatementSpec statement = jdbc.sql(sql)
                .param("name", product.name())
                .param("title", gpu.title())
                .param("label", product.productLabel())
                .param("memory", product.memoryGib())
                .param("memoryType", gpu.memoryType())
                .param("bandwidth", product.memoryBandwidthGbS())
                .param("bf16", product.tflopsBf16())
                .param("fp8", product.tflopsFp8())
                .param("fp4", product.tflopsFp4())
                .param("nvlink", gpu.nvlinkGbS())
                .param("allreduce", product.allreduceGbS())
                .param("pcie", gpu.pcie())
                .param("power", gpu.boardPowerW())
                .param("perNode", product.maxGpusPerNode())
                .param("source", gpu.source())
                .param("notes", gpu.notes());
        return AdditionColumns.bind(statement, gpu.addition());
    }

    private static StoredGpu gpu(ResultSet row, int number) throws SQLException {
        return new StoredGpu(
                new GpuProduct(
                        row.getString("name"),
                        row.getString("product_label"),
                        row.getDouble("memory_gib"),
                        row.getDouble("memory_bandwidth_gb_s"),
                        row.getDouble("tflops_bf16"),
                        row.getObject("tflops_fp8", Double.class),
                        row.getObject("tflops_fp4", Double.class),
                        row.getDouble("allreduce_gb_s"),
                        row.getInt("max_gpus_per_node")),
                row.getString("title"),
                row.getString("memory_type"),
                row.getDouble("nvlink_gb_s"),
                row.getString("pcie"),
                row.getObject("board_power_w", Integer.class),
                row.getString("source"),
                row.getString("notes"),
                AdditionColumns.read(row));
    }
}
