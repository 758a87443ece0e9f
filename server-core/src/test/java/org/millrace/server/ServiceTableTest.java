package org.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Service rtmp =
        new Service(
            new InetSocketAddress("0.0.0.0", 1935), "inboundRtmp", List.of("tcp", "rtmp"), "live");
    Service transportStream =
        new Service(
            new InetSocketAddress("127.0.0.1", 10000),
            "inboundUdpTs",
            List.of("udp", "ts"),
            "a-very-long-name");

    assertThat(ServiceTable.lines(List.of(rtmp, transportStream)))
        .containsExactly(
            "+-----+-----------+-------+-------------------------+------------------+",
            "|   c |        ip |  port |          protocol chain |      application |",
            "+-----+-----------+-------+-------------------------+------------------+",
            "| tcp |   0.0.0.0 |  1935 | inboundRtmp = tcp, rtmp |             live |",
            "| udp | 127.0.0.1 | 10000 |  inboundUdpTs = udp, ts | a-very-long-name |",
            "+-----+-----------+-------+-------------------------+------------------+");
  }

  @Test
  void nothingToListenOnIsAnEmptyTable() {
    assertThat(ServiceTable.lines(List.of()))
        .containsExactly(
            "+---+----+------+----------------+-------------+",
            "| c | ip | port | protocol chain | application |",
            "+---+----+------+----------------+-------------+",
            "+---+----+------+----------------+-------------+");
  }
}
