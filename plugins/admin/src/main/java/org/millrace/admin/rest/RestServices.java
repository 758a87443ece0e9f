package org.millrace.admin.rest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.millrace.admin.command.CommandRegistry;
import org.millrace.admin.event.EventBus;
import org.millrace.admin.event.EventSinks;
import org.millrace.admin.event.EventStreams;
import org.millrace.admin.inventory.Inventory;
import org.millrace.admin.json.Json;
import org.millrace.admin.view.ServerView;
import org.millrace.api.server.Server;
import org.millrace.http.AdminAccess;

/**
 * What the API is about.
 *
 * @param json reads and writes
 * @param server the server
 * @param inventory knows rates and numbers
 * @param commands crtmpserver's
 * @param access who may
 * @param events what happens
 * @param streams who is told of it
 * @param sinks who else is
 */
public record RestServices(
    Json json,
    Server server,
    Inventory inventory,
    CommandRegistry commands,
    AdminAccess access,
    EventBus events,
    EventStreams streams,
    EventSinks sinks) {

  /**
   * Makes the API.
   *
   * @return not mounted yet
   */
  public RestApi api() {
    List<Operation> operations = new ArrayList<>();
    operations.addAll(new SessionOperations(access).all());
    operations.addAll(new ServerOperations(server, inventory.unloaded(), this::view).all());
    operations.addAll(new ServiceOperations(server).all());
    operations.addAll(new StorageOperations(server.storages()).all());
    operations.addAll(new StreamOperations(server, inventory.streams()).all());
    operations.addAll(new CommandOperations(commands).all());
    operations.addAll(new RecordingOperations(server).all());
    operations.addAll(new LogOperations(server.log(), json, streams).all());
    operations.addAll(new EventOperations(events, streams, sinks).all());
    return new RestApi(json, operations, server.info().version());
  }

  private ServerView view() {
    return ServerView.of(
        server,
        Clock.systemUTC().instant(),
        inventory.streams().live().size(),
        inventory.bandwidth().now(),
        streams.dropped());
  }
}
