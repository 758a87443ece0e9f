package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/**
 * Makes access units of an H.264 byte stream (ITU-T H.264 Annex B) that comes in pieces of any
 * size. To be used by one thread at a time.
 *
 * <p>An access unit is known to end when the next one begins (section 7.4.1.2.3), so each is given
 * out one later. A slice begins a picture if it holds the picture's first macroblock; streams with
 * arbitrary slice order, which the baseline profile allows and nobody makes, are not understood.
 *
 * @since 0.9.0
 */
@Experimental(since = "0.9.0", until = "RTSP and MPEG-TS use it")
public final class AvcByteStream {
  private static final int SLICE = 1;
  private static final int PARTITION_A = 2;
  private static final int IDR_SLICE = 5;
  private static final int SEI = 6;
  private static final int SEQUENCE_SET = 7;
  private static final int PICTURE_SET = 8;
  private static final int DELIMITER = 9;

  private final ByteBufAllocator allocator;
  private final int maxBytes;
  private final Sink sink;
  private ByteBuf input = Unpooled.EMPTY_BUFFER;
  private int searched;
  private boolean started;
  private boolean begun;
  private boolean failed;

  private @Nullable ByteBuf accessUnit;
  private boolean hasSlice;
  private boolean isKey;

  private final List<ByteBuf> sequenceSets = new ArrayList<>();
  private final List<ByteBuf> pictureSets = new ArrayList<>();
  private boolean setsChanged;
  private DecoderConfig config = DecoderConfig.NONE;

  /** Takes the access units. */
  @FunctionalInterface
  @Experimental(since = "0.9.0", until = "RTSP and MPEG-TS use it")
  @PluginImplemented
  public interface Sink {
    /**
     * An access unit is there. Those before the first parameter sets, which nobody could decode,
     * are left out.
     *
     * @param accessUnit length-prefixed, with prefixes of {@link NalUnits#LENGTH_SIZE} bytes and
     *     without parameter sets and delimiters; ownership passes to the sink
     * @param config the decoder configuration that it needs; the same object as before if it has
     *     not changed
     * @param isKey whether decoding can start here
     */
    void accept(ByteBuf accessUnit, DecoderConfig config, boolean isKey);
  }

  /**
   * A byte stream of which nothing has come yet.
   *
   * @param allocator makes the access units
   * @param maxBytes the most that an access unit may have
   * @param sink takes them
   */
  public AvcByteStream(ByteBufAllocator allocator, int maxBytes, Sink sink) {
    this.allocator = allocator;
    this.maxBytes = maxBytes;
    this.sink = sink;
  }

  /**
   * Takes the next bytes.
   *
   * @param bytes borrowed; its indices do not move
   * @throws CodecConfigException if an access unit is longer than allowed, or a parameter set is
   *     malformed; then only {@link #end} may be called
   */
  public void write(ByteBuf bytes) {
    failed = true;
    if (input.maxCapacity() == 0) {
      input = allocator.buffer(bytes.readableBytes());
    }
    input.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
    beginUnit();
    int code = nextCode();
    while (code < input.writerIndex()) {
      takeUnit(code);
      input.readerIndex(code + 3);
      started = true;
      begun = false;
      searched = 0;
      beginUnit();
      code = nextCode();
    }
    // Its last two bytes may begin a start code.
    searched = Math.max(0, input.readableBytes() - 2);
    requireLength(searched);
    input.discardSomeReadBytes();
    failed = false;
  }

  private int nextCode() {
    return NalUnits.startCode(input, input.readerIndex() + searched, input.writerIndex());
  }

  /** The first two bytes of a unit tell whether the access unit before has ended. */
  private void beginUnit() {
    if (!started || begun || input.readableBytes() < 2) {
      return;
    }
    begun = true;
    int type = type(input.getByte(input.readerIndex()));
    int second = input.getByte(input.readerIndex() + 1);
    if (hasSlice && (isSlice(type) ? isFirstSlice(second) : beginsAccessUnit(type))) {
      finishAccessUnit();
    }
  }

  private static int type(byte header) {
    return header & 0x1F;
  }

  private static boolean isSlice(int type) {
    return type == SLICE || type == PARTITION_A || type == IDR_SLICE;
  }

  /** first_mb_in_slice, which is 0 if the first bit after the header is 1. */
  private static boolean isFirstSlice(int second) {
    return (second & 0x80) != 0;
  }

  private static boolean beginsAccessUnit(int type) {
    return (type >= SEI && type <= DELIMITER) || (type >= 14 && type <= 18);
  }

  /**
   * Gives the last access unit out, unless it is malformed, and frees what is held. Idempotent;
   * ends the byte stream.
   */
  public void end() {
    try {
      if (!failed) {
        takeUnit(input.writerIndex());
        finishAccessUnit();
      }
    } catch (CodecConfigException e) {
      failed = true; // It was cut off by the end, and nobody is there to be told.
    } finally {
      input.release();
      input = Unpooled.EMPTY_BUFFER;
      drop();
    }
  }

  /** The unit that begins at the reader index; the zeros before a start code belong to no unit. */
  private void takeUnit(int end) {
    int last = end;
    while (last > input.readerIndex() && input.getByte(last - 1) == 0) {
      last--;
    }
    if (started && last > input.readerIndex()) {
      add(input.slice(input.readerIndex(), last - input.readerIndex()));
    }
  }

  private void add(ByteBuf unit) {
    int type = type(unit.getByte(0));
    hasSlice |= isSlice(type);
    isKey |= type == IDR_SLICE;
    switch (type) {
      case SEQUENCE_SET -> addSequenceSet(unit);
      case PICTURE_SET -> addSet(pictureSets, unit, AvcConfigWriter.MAX_PICTURE_SETS);
      case DELIMITER -> {
        // Says nothing that the length does not say.
      }
      default -> append(unit);
    }
  }

  /** A new sequence parameter set takes the place of all sets of the access units before. */
  private void addSequenceSet(ByteBuf unit) {
    if (!setsChanged) {
      sequenceSets.clear();
      pictureSets.clear();
    }
    addSet(sequenceSets, unit, AvcConfigWriter.MAX_SEQUENCE_SETS);
  }

  private void addSet(List<ByteBuf> sets, ByteBuf unit, int max) {
    if (!sets.contains(unit)) {
      AvcConfigWriter.requireLength(unit);
      AvcConfigWriter.requireCount(sets.size() + 1, max);
      sets.add(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(unit)));
      setsChanged = true;
    }
  }

  private void append(ByteBuf unit) {
    ByteBuf whole = accessUnit;
    if (whole == null) {
      whole = allocator.buffer(NalUnits.LENGTH_SIZE + unit.readableBytes());
      accessUnit = whole;
    }
    requireLength((long) whole.readableBytes() + NalUnits.LENGTH_SIZE + unit.readableBytes());
    NalUnits.writeLengthPrefixed(List.of(unit), whole);
  }

  private void requireLength(long length) {
    if (length > maxBytes) {
      throw new CodecConfigException(
          "access unit: " + length + " bytes (expected: at most " + maxBytes + ")");
    }
  }

  private void finishAccessUnit() {
    if (setsChanged && !sequenceSets.isEmpty()) {
      DecoderConfig newest = AvcConfig.decoderConfig(sequenceSets, pictureSets);
      config = newest.equals(config) ? config : newest;
      setsChanged = false;
    }
    ByteBuf whole = accessUnit;
    if (hasSlice && whole != null && !config.isEmpty()) {
      accessUnit = null;
      sink.accept(whole, config, isKey);
    }
    drop();
  }

  private void drop() {
    if (accessUnit != null) {
      accessUnit.release();
      accessUnit = null;
    }
    hasSlice = false;
    isKey = false;
  }
}
