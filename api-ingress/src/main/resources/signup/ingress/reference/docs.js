'use strict';

// Shows the API's description. What it shows is not for the page's address to say, and nobody else is asked whether it is valid.
const place = document.getElementById('reference');
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.document,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  deepLinking: true,
  queryConfigEnabled: false,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: ['get', 'post'],
});
