import requests

login = "{{client}}"
password = "{{client_secret}}"
saymon_hostname = "{{api}}"
url = saymon_hostname + "/node/api/users/signup"

body = {
    "token": "{{captcha_token}}",
    "captcha": "{{captcha}}",
    "login": "{{login}}",
    "email": "{{email}}",
    "password": "1111"
}

response = requests.request("POST", url, json=body, auth=(login, password))
print(response.text)
