login={{client}}
password={{client_secret}}
url={{api}}/node/api/users/signup

curl -X POST $url -u $login:$password \
    -H "Content-Type: application/json" \
    -d @- <<EOF
{
    "token": "{{captcha_token}}",
    "captcha": "{{captcha}}",
    "login": "user_login",
    "email": "user_email@example.com",
    "password": "1111"
}
EOF
