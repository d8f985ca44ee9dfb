let login = "{{client}}"
let password = "{{client_secret}}"
let saymonHostname = "{{api}}";
let path = "/node/api/users/signup";
let auth = "Basic " + btoa(login + ":" + password);

let headers = new Headers();
headers.append("Content-Type", "application/json");
headers.append("Authorization", auth);

let data = JSON.stringify({
    "token": "{{captcha_token}}",
    "captcha": "{{captcha}}",
    "login": "{{login}}",
    "email": "{{email}}",
    "password": "1111"
});

let requestOptions = {
    method: "POST",
    headers: headers,
    body: data
};

fetch(saymonHostname + path, requestOptions)
    .then(response => response.text())
    .then(result => console.log(result))
    .catch(error => console.log("error", error));
