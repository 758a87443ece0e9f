package org.millrace.metrics.figures;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.function.ToDoubleFunction;

/** Figures of the virtual machine and of the process, by Micrometer's names. */
final class JvmFigures implements AutoCloseable {
  /** Listens to the collectors, which outlive the plugin. */
  private final JvmGcMetrics collections = new JvmGcMetrics();

  JvmFigures(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    buffers(registry, "media", PooledByteBufAllocator.DEFAULT);
    if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider network) {
      buffers(registry, "network", network);
    }
  }

  private static void buffers(
      MeterRegistry registry, String of, ByteBufAllocatorMetricProvider allocator) {
    ByteBufAllocatorMetric used = allocator.metric();
    buffers(registry, of, "direct", used, ByteBufAllocatorMetric::usedDirectMemory);
    buffers(registry, of, "heap", used, ByteBufAllocatorMetric::usedHeapMemory);
  }

  private static void buffers(
      MeterRegistry registry,
      String of,
      String memory,
      ByteBufAllocatorMetric used,
      ToDoubleFunction<ByteBufAllocatorMetric> figure) {
    Gauge.builder("millrace.buffers", used, figure)
        .description("Memory that buffers are taken from")
        .baseUnit("bytes")
        .tags("of", of, "memory", memory)
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
  }
}
