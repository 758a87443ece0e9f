package org.millrace.dash.manifest;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A manifest, read by the JDK's own parser. */
final class ParsedManifest {
  private final Element root;
  private final XPath paths = XPathFactory.newInstance().newXPath();

  ParsedManifest(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    root =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)))
            .getDocumentElement();
  }

  Element root() {
    return root;
  }

  /** The texts at a path; attributes, too. */
  List<String> all(String path) throws XPathExpressionException {
    List<String> found = new ArrayList<>();
    for (Node node : nodes(root, path)) {
      found.add(node.getTextContent());
    }
    return found;
  }

  List<Element> elements(String path) throws XPathExpressionException {
    List<Element> found = new ArrayList<>();
    nodes(root, path).forEach(node -> found.add((Element) node));
    return found;
  }

  private List<Node> nodes(Element from, String path) throws XPathExpressionException {
    NodeList list = (NodeList) paths.evaluate(path, from, XPathConstants.NODESET);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < list.getLength(); i++) {
      nodes.add(list.item(i));
    }
    return nodes;
  }

  /** The names of an element's children, in their order, each once. */
  static List<String> children(Element element) {
    List<String> names = new ArrayList<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (!names.contains(child.getNodeName())) {
        names.add(child.getNodeName());
      }
    }
    return names;
  }
}
