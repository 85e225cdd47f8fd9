// A file of its own: the Content-Security-Policy allows no script inside a page.
SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#contract',
  deepLinking: true,
  // Tokens stay out of the browser's storage.
  persistAuthorization: false,
  validatorUrl: null,
});
