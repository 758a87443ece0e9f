#!/bin/sh
# Makes dist/media/demo.flv, the clip that the default configuration plays in a loop as live/demo.
# Needs an ffmpeg with libx264 and drawtext. Usage: make-demo-clip.sh [OUTPUT.flv]
#
# 256 pictures at 25 per second last exactly as long as 441 AAC frames of 1024 samples at 44,100 Hz:
# 10.24 s. So the loop's end joins its beginning without a gap in either track. The tone's frequency
# is a whole number of periods in that time, for the same reason.
set -eu

out=${1:-$(dirname "$0")/../dist/media/demo.flv}
font=${FONT:-/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

clock="drawtext=fontfile=$font:fontsize=40:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=12"
clock="$clock:x=(w-text_w)/2:y=h-text_h-30:text='%{pts\:hms}'"
label="drawtext=fontfile=$font:fontsize=28:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=10"
label="$label:x=(w-text_w)/2:y=28:text='Millrace  live/demo'"

ffmpeg -v error -y -f lavfi -i "testsrc2=size=640x360:rate=25" -frames:v 256 \
  -vf "$label,$clock,format=yuv420p" \
  -c:v libx264 -profile:v main -preset veryslow -crf 33 -bf 0 -g 64 -keyint_min 64 -sc_threshold 0 \
  -threads 1 -fflags +bitexact -flags:v +bitexact "$work/video.h264"

# One frame less goes in than comes out: the encoder puts its own delay in front. Raw ADTS forgets
# the negative time stamp of that frame, so audio starts at 0 as video does.
ffmpeg -v error -y -f lavfi -i "sine=frequency=220.02:beep_factor=4:sample_rate=44100" \
  -af "volume=-14dB,aformat=channel_layouts=stereo,atrim=end_sample=$((440 * 1024))" \
  -c:a aac -b:a 64k -fflags +bitexact -flags:a +bitexact "$work/audio.aac"

ffmpeg -v error -y -r 25 -i "$work/video.h264" -i "$work/audio.aac" -c copy -bsf:a aac_adtstoasc \
  -fflags +bitexact -flvflags no_sequence_end "$out"

ls -l "$out"
