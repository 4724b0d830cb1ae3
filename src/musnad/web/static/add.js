// Shows how much of the files has been sent. Without this script the form works all the same.
"use strict";
const form = document.getElementById("add");
if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sending = form.querySelector(".sending");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (sent) => {
      if (sent.lengthComputable) sending.querySelector("progress").value = (100 * sent.loaded) / sent.total;
    });
    request.addEventListener("load", () => {
      if (request.status < 400 && request.responseURL !== form.action) {
        location.assign(request.responseURL);
      } else {
        form.submit(); // the page that tells what is wrong comes the plain way
      }
    });
    request.addEventListener("error", () => form.submit());
    sending.hidden = false;
    form.querySelector("button").disabled = true;
    request.send(new FormData(form));
  });
}
