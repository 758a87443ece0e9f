package org.millrace.dash.manifest;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** One XML text, written from its begin to its end. For one thread. */
final class Xml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;

  /** A step of writing; into memory, where none of them fails. */
  @FunctionalInterface
  private interface Step {
    void run() throws XMLStreamException;
  }

  Xml(String root, String namespace) {
    try {
      writer = FACTORY.createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written", e);
    }
    run(
        () -> {
          writer.writeStartDocument("UTF-8", "1.0");
          writer.writeStartElement(root);
          writer.writeDefaultNamespace(namespace);
        });
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written", e);
    }
  }

  Xml start(String element) {
    run(() -> writer.writeStartElement(element));
    return this;
  }

  Xml end() {
    run(writer::writeEndElement);
    return this;
  }

  Xml with(String attribute, Object value) {
    run(() -> writer.writeAttribute(attribute, value.toString()));
    return this;
  }

  /** ISO 8601, to the millisecond. */
  Xml with(String attribute, Instant time) {
    return with(attribute, (Object) time.truncatedTo(ChronoUnit.MILLIS));
  }

  /** ISO 8601 without days, whose length might be doubted. */
  Xml with(String attribute, Duration duration) {
    return with(attribute, (Object) duration.truncatedTo(ChronoUnit.MICROS));
  }

  /** Seconds as a decimal number. */
  Xml seconds(String attribute, Duration duration) {
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).setScale(3, RoundingMode.DOWN);
    return with(attribute, seconds);
  }

  /** An element with text in it. */
  Xml text(String element, String content) {
    run(
        () -> {
          writer.writeStartElement(element);
          writer.writeCharacters(content);
          writer.writeEndElement();
        });
    return this;
  }

  /** An element that is a scheme and a value. */
  Xml scheme(String element, String scheme, Object value) {
    return start(element).with("schemeIdUri", scheme).with("value", value).end();
  }

  /** Ends the root, too. */
  String finish() {
    run(writer::writeEndDocument);
    return text.toString();
  }
}
