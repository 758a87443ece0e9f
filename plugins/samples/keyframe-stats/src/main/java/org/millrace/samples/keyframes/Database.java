package org.millrace.samples.keyframes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;

/** The table {@code key_frames}. Blocks; to be used by one thread at a time. */
final class Database implements AutoCloseable {
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS key_frames (
        id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        application     VARCHAR NOT NULL,
        stream          VARCHAR NOT NULL,
        began           TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        group_millis    BIGINT NOT NULL,
        frames          INT NOT NULL,
        group_bytes     BIGINT NOT NULL,
        key_frame_bytes INT NOT NULL
      )
      """;

  private static final String INSERT =
      "INSERT INTO key_frames"
          + " (application, stream, began, group_millis, frames, group_bytes, key_frame_bytes)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the database, and makes the table if it is not there.
   *
   * @param url such as {@code jdbc:h2:/var/lib/millrace/keyframes}
   */
  static Database open(String url) throws SQLException {
    // Not by DriverManager, which does not know the drivers of a plugin's layer.
    Connection connection = Driver.load().connect(url, new Properties());
    if (connection == null) {
      throw new SQLException("not a URL of H2 (expected: jdbc:h2:<path>)");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
      connection.setAutoCommit(false);
      return new Database(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Writes all of them, or none. */
  void write(List<Group> groups) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Group group : groups) {
        insert.setString(1, group.stream().application());
        insert.setString(2, group.stream().name());
        insert.setObject(3, group.began().atOffset(ZoneOffset.UTC));
        insert.setLong(4, group.millis());
        insert.setInt(5, group.frames());
        insert.setLong(6, group.bytes());
        insert.setInt(7, group.keyFrameBytes());
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  /** Also takes H2 out of {@link java.sql.DriverManager}, which would hold the plugin's classes. */
  @Override
  public void close() throws SQLException {
    try {
      connection.close();
    } finally {
      Driver.unload();
    }
  }
}
