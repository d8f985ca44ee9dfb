import requests
headers = {
'Authorization': 'Bearer {{access_token}}',
'Content-Type': 'application/json',
'Accept': 'application/json'
}
payload = '{"username": "{{username}}","ext_id": "{{ext_id}}"}'
r = requests.post('{{api}}/api/v2/sso/signup/', headers = headers, data = payload)
print(r.text)
