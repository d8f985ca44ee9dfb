const http = require("http");

let login = "{{client}}"
let password = "{{client_secret}}"
let saymonHostname = "{{host}}";
let path = "/node/api/users/signup";
let auth = "Basic " + Buffer.from(login + ":" + password).toString("base64");

let options = {
    "method": "POST",
    "hostname": saymonHostname,
    "port": {{port}},
    "headers": {
        "Authorization": auth,
        "Content-Type": "application/json"
    },
    "path": path
};

let req = http.request(options, function (res) {
    let chunks = [];

    res.on("data", function (chunk) {
        chunks.push(chunk);
    });

    res.on("end", function (chunk) {
        let body = Buffer.concat(chunks);
        console.log(body.toString());
    });

    res.on("error", function (error) {
        console.error(error);
    });
});

let data = JSON.stringify({
    "token": "{{captcha_token}}",
    "captcha": "{{captcha}}",
    "login": "{{login}}",
    "email": "{{email}}",
    "password": "1111"
});

req.write(data);
req.end();
