// Runs in CloudFront for each request of a page and for its answer, after a line that sets ADDRESSES. The pages find out
// from their address what to show: one document for all. At an address that does not exist a browser gets it with 404.
var PAGES = patterns(Object.keys(ADDRESSES.pages).map(page));
var FILES = patterns(ADDRESSES.files);
var NOT_FOUND = "x-cruddur-not-found";

function page(name) {
  return ADDRESSES.pages[name];
}

function patterns(addresses) {
  return addresses.map(function (address) {
    var pattern = address
      .replace(/\./g, "\\.")
      .replace(/:[a-z_]+_uuid/g, "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
      .replace(/:[a-z_]+/g, "[^/]+")
      .replace("*", ".+");
    return new RegExp("^" + pattern + "$");
  });
}

function isOneOf(known, uri) {
  return known.some(function (pattern) {
    return pattern.test(uri);
  });
}

function isUnknown(uri) {
  return !isOneOf(PAGES, uri) && !isOneOf(FILES, uri);
}

function handler(event) {
  var request = event.request;
  if (event.response) {
    // A header that the client sent does not count: the line below sets it or removes it.
    if (request.headers[NOT_FOUND] || isUnknown(request.uri)) {
      event.response.statusCode = 404;
      event.response.statusDescription = "Not Found";
    }
    return event.response;
  }
  delete request.headers[NOT_FOUND];
  if (request.uri !== "/" && isOneOf(PAGES, request.uri)) {
    request.uri = "/index.html";
  } else if (isUnknown(request.uri) && request.headers.accept && request.headers.accept.value.includes("text/html")) {
    request.headers[NOT_FOUND] = { value: "1" };
    request.uri = "/index.html";
  }
  return request;
}
