// Runs in CloudFront for each request of a page. The pages find out from their address what to show: one document for
// all addresses that the API's StaticFiles names too.
var PAGES = /^\/(messages(\/[^/]+|\/new\/[^/]+)?|signin(\/[^/]+)?)$/;

function handler(event) {
  var request = event.request;
  if (PAGES.test(request.uri)) {
    request.uri = "/index.html";
  }
  return request;
}
