package org.millrace.mp4.cmaf;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.millrace.api.media.Track;
import org.millrace.mp4.box.Box;

/** The header of one track: {@code ftyp} and a {@code moov} without samples. */
final class Header {
  private static final int TRACK_ID = 1;

  /** {@code track_enabled}, {@code track_in_movie}. */
  private static final int TKHD_FLAGS = 0x3;

  /** "und" in three times five bits. */
  private static final int NO_LANGUAGE = 0x55C4;

  private static final int FULL_VOLUME = 0x0100;
  private static final int ONE = 0x0001_0000;

  private final Track track;
  private final int timescale;
  private final SampleEntry sampleEntry;

  Header(Track track, int timescale, SampleEntry sampleEntry) {
    this.track = track;
    this.timescale = timescale;
    this.sampleEntry = sampleEntry;
  }

  void writeTo(ByteBuf out) {
    Box.write(out, "ftyp", Header::writeBrands);
    Box.write(
        out,
        "moov",
        moov -> {
          Box.writeFull(moov, "mvhd", 0, 0, this::writeMovieHeader);
          Box.write(moov, "trak", this::writeTrack);
          Box.write(moov, "mvex", Header::writeExtends);
        });
  }

  private static void writeBrands(ByteBuf ftyp) {
    Box.type(ftyp, "iso6");
    ftyp.writeInt(0);
    for (String brand : new String[] {"iso6", "cmfc", "dash", "mp41"}) {
      Box.type(ftyp, brand);
    }
  }

  private void writeMovieHeader(ByteBuf mvhd) {
    mvhd.writeZero(8); // creation, modification
    mvhd.writeInt(timescale);
    mvhd.writeInt(0); // duration: in the fragments
    mvhd.writeInt(ONE); // rate
    mvhd.writeShort(FULL_VOLUME);
    mvhd.writeZero(10);
    writeMatrix(mvhd);
    mvhd.writeZero(24);
    mvhd.writeInt(TRACK_ID + 1); // next_track_ID
  }

  private static void writeMatrix(ByteBuf out) {
    out.writeInt(ONE).writeZero(12).writeInt(ONE).writeZero(12).writeInt(0x4000_0000);
  }

  private void writeTrack(ByteBuf trak) {
    Box.writeFull(trak, "tkhd", 0, TKHD_FLAGS, this::writeTrackHeader);
    Box.write(
        trak,
        "mdia",
        mdia -> {
          Box.writeFull(mdia, "mdhd", 0, 0, this::writeMediaHeader);
          Box.writeFull(mdia, "hdlr", 0, 0, this::writeHandler);
          Box.write(mdia, "minf", this::writeMediaInformation);
        });
  }

  private void writeTrackHeader(ByteBuf tkhd) {
    tkhd.writeZero(8); // creation, modification
    tkhd.writeInt(TRACK_ID);
    tkhd.writeZero(4 + 4 + 8); // reserved, duration, reserved
    tkhd.writeZero(4); // layer, alternate group
    tkhd.writeShort(track instanceof Track.Audio ? FULL_VOLUME : 0);
    tkhd.writeShort(0);
    writeMatrix(tkhd);
    boolean video = track instanceof Track.Video;
    tkhd.writeInt(video ? ((Track.Video) track).width() << 16 : 0);
    tkhd.writeInt(video ? ((Track.Video) track).height() << 16 : 0);
  }

  private void writeMediaHeader(ByteBuf mdhd) {
    mdhd.writeZero(8);
    mdhd.writeInt(timescale);
    mdhd.writeInt(0);
    mdhd.writeShort(NO_LANGUAGE).writeShort(0);
  }

  private void writeHandler(ByteBuf hdlr) {
    boolean video = track instanceof Track.Video;
    hdlr.writeInt(0);
    Box.type(hdlr, video ? "vide" : "soun");
    hdlr.writeZero(12);
    hdlr.writeCharSequence(video ? "video" : "audio", StandardCharsets.UTF_8);
    hdlr.writeByte(0);
  }

  private void writeMediaInformation(ByteBuf minf) {
    if (track instanceof Track.Video) {
      Box.writeFull(minf, "vmhd", 0, 1, vmhd -> vmhd.writeZero(8));
    } else {
      Box.writeFull(minf, "smhd", 0, 0, smhd -> smhd.writeZero(4));
    }
    Box.write(
        minf,
        "dinf",
        dinf ->
            Box.writeFull(
                dinf,
                "dref",
                0,
                0,
                dref -> {
                  dref.writeInt(1);
                  Box.writeFull(dref, "url ", 0, 1, self -> {}); // in this very file
                }));
    Box.write(minf, "stbl", this::writeSampleTable);
  }

  private void writeSampleTable(ByteBuf stbl) {
    Box.writeFull(
        stbl,
        "stsd",
        0,
        0,
        stsd -> {
          stsd.writeInt(1);
          sampleEntry.writeTo(stsd);
        });
    for (String empty : new String[] {"stts", "stsc", "stco"}) {
      Box.writeFull(stbl, empty, 0, 0, box -> box.writeInt(0));
    }
    Box.writeFull(stbl, "stsz", 0, 0, stsz -> stsz.writeZero(8));
  }

  private static void writeExtends(ByteBuf mvex) {
    Box.writeFull(
        mvex,
        "trex",
        0,
        0,
        trex -> {
          trex.writeInt(TRACK_ID);
          trex.writeInt(1); // default_sample_description_index
          trex.writeZero(12); // duration, size, flags: in the fragments
        });
  }
}
